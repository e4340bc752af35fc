// Draws every element that carries data-chart (a JSON text, see Charts/Chart.cs), and again when the attribute changes.
// Each series has a dash and a symbol of its own beside its colour, so that a picture reads in black and white. Colours: Okabe and Ito's set.

const colours = ['#0072b2', '#d55e00', '#009e73', '#8a3e78', '#333333', '#946c00'];
const dashes = ['solid', 'dashed', 'dotted', [12, 4, 3, 4], [4, 2], [16, 6]];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
const ink = '#1c1c1c', pale = '#d5d5d5';
const font = { fontFamily: 'Helvetica, Arial, sans-serif', fontSize: 13, color: ink };

const number = value => value == null ? '–' : Math.abs(value) >= 100 ? value.toFixed(0) : String(+value.toPrecision(3)).replace('-', '−');

// A long label in lines of some width.
const broken = (text, most, mostLines = 3) => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= most) lines.push(word); else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.length > mostLines ? lines.slice(0, mostLines).join('\n') + ' …' : lines.join('\n');
};

const common = narrow => ({
  animation: false,
  textStyle: font,
  color: colours,
  legend: { top: 0, left: 0, textStyle: font, itemWidth: 34 },
  // Drawn as text, never as HTML: names come out of deals that others wrote.
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: number, textStyle: { ...font, fontSize: 12 } },
  grid: { left: 30, right: 24, top: 40, bottom: 30, containLabel: true },
});

const valueAxis = (name, min, max, vertical, narrow) => ({
  type: 'value', name: vertical ? name : narrow ? broken(name, 34) : name, min, max, nameLocation: 'middle', nameGap: vertical ? 36 : 28, nameTextStyle: font,
  axisLine: { show: true, onZero: false, lineStyle: { color: ink } }, axisLabel: { ...font, formatter: number, hideOverlap: true }, splitLine: { lineStyle: { color: pale } },
});

const zoom = axes => axes.map(axis => ({ type: 'inside', [`${axis}AxisIndex`]: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true }));

const draw = {
  lines(data, narrow) {
    const series = [];
    (data.bands ?? []).forEach((band, i) => {
      const fill = ['#cfe0ee', '#a5c6df', '#7aabd0'][i % 3];
      series.push({ type: 'custom', name: band.name, silent: true, clip: true, z: 1, color: fill, tooltip: { show: false }, data: [[data.x[0], band.low[0]]], renderItem: (params, api) => ({
        type: 'polygon', style: { fill }, shape: { points: [...data.x.map((x, k) => api.coord([x, band.high[k]])), ...data.x.map((x, k) => api.coord([x, band.low[k]])).reverse()] } }) });
    });
    data.lines.forEach((line, i) => series.push({
      type: 'line', name: line.name, data: data.x.map((x, k) => [x, line.values[k]]), symbol: symbols[i % symbols.length], symbolSize: 7,
      lineStyle: { width: 2.2, type: dashes[i % dashes.length] }, color: colours[i % colours.length], z: 5,
    }));
    (data.marks ?? []).forEach((mark, i) => {
      series.push({ type: 'custom', name: mark.name, silent: true, clip: true, z: 6, color: ink, tooltip: { show: false }, data: [[mark.x, mark.low]], renderItem: (params, api) => {
        const [x, low] = api.coord([mark.x, mark.low]), high = api.coord([mark.x, mark.high])[1], style = { stroke: ink, lineWidth: 2, lineDash: i % 2 ? [5, 4] : undefined };
        const line = (x1, y1, x2, y2) => ({ type: 'line', style, shape: { x1, y1, x2, y2 } });
        const middle = mark.middle == null ? [] : [line(x - 8, api.coord([mark.x, mark.middle])[1], x + 8, api.coord([mark.x, mark.middle])[1])];
        return { type: 'group', children: [line(x, low, x, high), line(x - 5, low, x + 5, low), line(x - 5, high, x + 5, high), ...middle] };
      } });
    });
    return { xAxis: valueAxis(data.xName, data.x[0], data.x[data.x.length - 1], false, narrow), yAxis: valueAxis(data.yName, data.yMin, data.yMax, true, narrow), series, dataZoom: zoom(['x', 'y']),
      legend: { data: [...data.lines.map(line => line.name), ...(data.bands ?? []).map(band => band.name), ...(data.marks ?? []).map(mark => mark.name)] } };
  },

  rows(data, narrow) {
    const series = [];
    data.series.forEach((one, i) => {
      const fill = data.series.length > 1 && i % 2 ? { color: colours[i % colours.length], decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: 0.7, color: 'rgba(255,255,255,0.75)' } } : { color: colours[i % colours.length] };
      series.push(data.dots
        ? { type: 'scatter', name: one.name, symbol: symbols[i % symbols.length], symbolSize: 11, itemStyle: { color: colours[i % colours.length] }, data: one.values.map((value, row) => [value, row]), z: 4 }
        : { type: 'bar', name: one.name, itemStyle: fill, barMaxWidth: 18, data: one.values });
      if (one.low) series.push(interval(one, i, data.series.length, data.dots));
      if (one.marks) series.push({ type: 'scatter', name: 'at the best values', symbol: 'path://M0,0L10,10M10,0L0,10', symbolSize: 11, itemStyle: { color: 'none', borderColor: ink, borderWidth: 2.5 },
        data: one.marks.map((value, row) => [value, row]), z: 6 });
    });
    return { xAxis: valueAxis(data.xName, data.xMin, data.xMax, false, narrow), dataZoom: zoom(['x']), series,
      yAxis: { type: 'category', data: data.rows, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: ink } }, axisLabel: { ...font, interval: 0, lineHeight: 15, formatter: text => broken(text, narrow ? 22 : 36) } } };
  },

  // Two assumptions: shade is the measure, the heavy line divides what holds from what breaks, the cross is the best values; without a certified solution a cell has a question mark.
  map(data) {
    const cells = [];
    data.values.forEach((row, y) => row.forEach((value, x) => cells.push([x, y, value])));
    const edges = [];
    data.holds.forEach((row, y) => row.forEach((holds, x) => {
      if (holds == null) return;
      if (x + 1 < row.length && row[x + 1] != null && holds !== row[x + 1]) edges.push([x + 0.5, y - 0.5, x + 0.5, y + 0.5]);
      if (y + 1 < data.holds.length && data.holds[y + 1][x] != null && holds !== data.holds[y + 1][x]) edges.push([x - 0.5, y + 0.5, x + 0.5, y + 0.5]);
    }));
    const place = (values, best) => values.reduce((at, value, i) => Math.abs(value - best) < Math.abs(values[at] - best) ? i : at, 0);
    const all = cells.map(cell => cell[2]).filter(value => value != null);
    const axis = (name, values, vertical) => ({ type: 'category', data: values.map(number), name, nameLocation: 'middle', nameGap: vertical ? 44 : 28, nameTextStyle: font, axisLabel: { ...font, hideOverlap: true } });
    return {
      tooltip: { trigger: 'item', formatter: p => p.seriesType === 'heatmap' ? `${data.xName}: ${number(data.xs[p.value[0]])}\n${data.yName}: ${number(data.ys[p.value[1]])}\n${data.title}: ${number(p.value[2])}\n${data.holds[p.value[1]][p.value[0]] === 1 ? 'holds' : data.holds[p.value[1]][p.value[0]] === 0 ? 'breaks' : ''}` : '' },
      legend: { show: false }, xAxis: axis(data.xName, data.xs), yAxis: axis(data.yName, data.ys, true),
      visualMap: { min: data.unit === 'chance' ? 0 : Math.min(...all), max: data.unit === 'chance' ? 1 : Math.max(...all), orient: 'horizontal', top: 0, left: 'center', calculable: false, text: [`${data.title}: high`, 'low'], textStyle: font,
        inRange: { color: ['#f7fbff', '#c6dbef', '#6baed6', '#2171b5', '#08306b'] }, seriesIndex: 0 },
      series: [
        { type: 'heatmap', data: cells.filter(cell => cell[2] != null) },
        { type: 'scatter', silent: true, symbolSize: 1, itemStyle: { color: ink }, label: { show: true, formatter: '?', ...font }, data: cells.filter(cell => cell[2] == null).map(cell => [cell[0], cell[1]]), z: 4 },
        { type: 'custom', silent: true, data: edges, encode: { x: -1, y: -1 }, z: 5, renderItem: (params, api) => {
          const [x1, y1, x2, y2] = edges[params.dataIndex];
          const size = api.size([1, 1]), from = api.coord([0, 0]);
          const at = (x, y) => [from[0] + x * size[0], from[1] - y * size[1]];
          const [a, b] = [at(x1, y1), at(x2, y2)];
          return { type: 'line', shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: '#d55e00', lineWidth: 4 } };
        } },
        { type: 'scatter', silent: true, symbol: 'path://M0,0L10,10M10,0L0,10', symbolSize: 16, itemStyle: { color: 'none', borderColor: '#fff', borderWidth: 7 }, data: [[place(data.xs, data.xBest), place(data.ys, data.yBest)]], z: 6 },
        { type: 'scatter', silent: true, symbol: 'path://M0,0L10,10M10,0L0,10', symbolSize: 16, itemStyle: { color: 'none', borderColor: '#000', borderWidth: 3 }, data: [[place(data.xs, data.xBest), place(data.ys, data.yBest)]], z: 7 },
      ],
    };
  },

  // Boxes: for each assumption its range as a grey bar, the stretch inside the box dark.
  boxes(data, narrow) {
    const span = (value, row) => (value - row.low) / ((row.high - row.low) || 1);
    return {
      legend: { show: false }, tooltip: { trigger: 'item', formatter: p => { const row = data.rows[p.dataIndex]; return `${row.label}\nrange ${number(row.low)} to ${number(row.high)}\nin the box ${number(row.from)} to ${number(row.to)}`; } },
      xAxis: { type: 'value', min: 0, max: 1, axisLabel: { ...font, formatter: v => v === 0 ? 'low end' : v === 1 ? 'high end' : '' }, interval: 1, splitLine: { show: false }, name: 'range as typed', nameLocation: 'middle', nameGap: 28, nameTextStyle: font },
      yAxis: { type: 'category', inverse: true, data: data.rows.map(row => row.label), axisTick: { show: false }, axisLabel: { ...font, lineHeight: 15, formatter: text => broken(text, narrow ? 18 : 40) } },
      series: [{ type: 'custom', data: data.rows.map((row, i) => [0.5, i]), renderItem: (params, api) => {
        const row = data.rows[params.dataIndex];
        const left = api.coord([0, params.dataIndex]), right = api.coord([1, params.dataIndex]);
        const at = value => left[0] + (right[0] - left[0]) * Math.min(1, Math.max(0, span(value, row)));
        const bar = (from, to, height, fill) => ({ type: 'rect', shape: { x: from, y: left[1] - height / 2, width: Math.max(2, to - from), height }, style: { fill, stroke: ink, lineWidth: 1 } });
        return { type: 'group', children: [bar(left[0], right[0], 8, '#e4e4e4'), bar(at(row.from), at(row.to), 18, colours[0]),
          { type: 'text', style: { x: at(row.from), y: left[1] + 12, text: `${number(row.from)} to ${number(row.to)}`, ...font, fontSize: 12, fill: ink } }] };
      } }],
    };
  },

  // States on an ellipse; an arrow is as heavy as it is often played.
  diagram(data, narrow) {
    const count = data.states.length;
    const nodes = data.states.map((name, i) => {
      const angle = -Math.PI + 2 * Math.PI * i / count;
      return { name, x: 400 + 360 * Math.cos(angle), y: 220 + 190 * Math.sin(angle), symbolSize: narrow ? [name.length * 6 + 12, 22] : [Math.max(70, name.length * 8 + 18), 30], symbol: 'roundRect',
        itemStyle: { color: i === 0 ? ink : '#fff', borderColor: ink, borderWidth: 1.5 }, label: { show: true, color: i === 0 ? '#fff' : ink, fontSize: narrow ? 11 : 13 } };
    });
    const seen = {};
    const links = data.moves.map(move => {
      const pair = `${move.from}>${move.to}`, nth = seen[pair] = (seen[pair] ?? 0) + 1;
      const never = move.chance == null;
      return { source: move.from, target: move.to, label: { show: !narrow && !never && move.chance >= 0.05, formatter: `${move.label.replace(/^chance: /, '')} ${number(move.chance)}`, fontSize: 11, color: ink },
        lineStyle: { width: never ? 1 : 1 + 4 * move.chance, type: never ? 'dotted' : 'solid', color: never ? '#999' : colours[0], curveness: 0.08 + 0.13 * (nth - 1), opacity: 0.9 },
        value: `${data.states[move.from]} → ${data.states[move.to]}\n${move.label}: ${never ? 'never reached' : number(move.chance)}` };
    });
    return { legend: { show: false }, tooltip: { trigger: 'item', formatter: p => p.dataType === 'edge' ? p.data.value : p.name },
      series: [{ type: 'graph', layout: 'none', roam: 'move', scaleLimit: { min: 0.5, max: 4 }, left: 50, right: 50, top: 30, bottom: 30, edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 9, data: nodes, links }] };
  },

  // Many offers or worlds as points, named.
  points(data, narrow) {
    return { xAxis: valueAxis(data.xName, data.xMin, data.xMax, false, narrow), yAxis: valueAxis(data.yName, data.yMin, data.yMax, true, narrow), dataZoom: zoom(['x', 'y']),
      tooltip: { trigger: 'item', formatter: p => `${p.data.name}\n${data.xName}: ${number(p.value[0])}\n${data.yName}: ${number(p.value[1])}` },
      series: data.series.map((one, i) => ({ type: 'scatter', name: one.name, symbol: symbols[i % symbols.length], symbolSize: 13, color: colours[i % colours.length],
        data: one.points.map(point => ({ value: [point.x, point.y], name: point.name })), label: { show: !narrow, position: 'top', formatter: p => p.data.name, ...font, fontSize: 12 }, labelLayout: { hideOverlap: true } })) };
  },
};

// Whiskers across a bar or through a dot.
function interval(one, index, count, dots) {
  return { type: 'custom', silent: true, z: 5, tooltip: { show: false }, data: one.values.map((value, row) => [one.low[row], row, one.high[row]]), encode: { x: [0, 2], y: 1 }, renderItem: (params, api) => {
    const low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(2), api.value(1)]);
    if (!isFinite(low[0]) || !isFinite(high[0])) return null;
    const band = Math.min(18 * count, api.size([0, 1])[1] * 0.8), y = dots ? low[1] : low[1] + band * ((index + 0.5) / count - 0.5);
    const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: ink, lineWidth: 1.8 } });
    return { type: 'group', children: [line(low[0], y, high[0], y), line(low[0], y - 4, low[0], y + 4), line(high[0], y - 4, high[0], y + 4)] };
  } };
}

// A legend takes as many lines as its names need; the picture begins below it.
function legendLines(option, width) {
  let lines = 1, used = 0;
  for (const name of option.legend.show === false ? [] : option.legend.data ?? [...new Set(option.series.map(one => one.name).filter(Boolean))]) {
    const need = 52 + 7.2 * name.length;
    if (used > 0 && used + need > width) { lines++; used = 0; }
    used += need;
  }
  return lines;
}

function option(spec, width) {
  const narrow = width < narrowBelow;
  const base = common(narrow), own = draw[spec.kind](spec.data, narrow);
  const whole = { ...base, ...own, legend: { ...base.legend, ...own.legend }, tooltip: { ...base.tooltip, ...own.tooltip } };
  const below = (whole.xAxis?.name ?? '').includes('\n') ? 46 : 30;
  return { ...whole, grid: { ...base.grid, top: 18 + 22 * legendLines(whole, width), bottom: below } };
}

const narrowBelow = 560;

function show(element) {
  if (!window.echarts || !element.dataset.chart || element.clientWidth === 0) return;
  const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { renderer: 'svg' });
  if (!element.watched) {
    element.watched = true;
    new ResizeObserver(() => { if (element.clientWidth > 0) { chart.resize(); chart.setOption(option(JSON.parse(element.dataset.chart), element.clientWidth), true); } }).observe(element);
  }
  chart.setOption(option(JSON.parse(element.dataset.chart), element.clientWidth), true);
}

function save(name, address) {
  const link = document.createElement('a');
  link.download = name;
  link.href = address;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function exported(figure, how) {
  const element = figure.querySelector('[data-chart]'), spec = JSON.parse(element.dataset.chart);
  const name = (spec.title || 'chart').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const blob = (text, type) => URL.createObjectURL(new Blob([text], { type }));
  if (how === 'reset') show(element);
  else if (how === 'svg') save(`${name}.svg`, blob(echarts.getInstanceByDom(element).renderToSVGString(), 'image/svg+xml'));
  else if (how === 'csv') {
    const cell = text => { const plain = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text; return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain; };
    const rows = [...figure.querySelectorAll('table tr')].map(row => [...row.cells].map(one => cell(one.textContent.replace('−', '-'))).join(','));
    save(`${name}.csv`, blob('\uFEFF' + rows.join('\r\n') + '\r\n', 'text/csv'));
  } else {
    const hidden = document.createElement('div');
    hidden.style.cssText = `position:absolute;left:-9999px;width:${element.clientWidth}px;height:${element.clientHeight}px`;
    document.body.append(hidden);
    const chart = echarts.init(hidden, null, { renderer: 'canvas', devicePixelRatio: 2 });
    chart.setOption(option(spec, element.clientWidth));
    const address = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' });
    chart.dispose();
    hidden.remove();
    save(`${name}.png`, address);
  }
}

addEventListener('click', event => {
  const button = event.target.closest('[data-save]');
  if (button) exported(button.closest('figure'), button.dataset.save);
});

new MutationObserver(changes => {
  for (const change of changes)
    if (change.type === 'attributes') show(change.target);
    else for (const node of change.addedNodes)
      if (node.nodeType === 1) { if (node.dataset?.chart) show(node); else node.querySelectorAll?.('[data-chart]').forEach(show); }
}).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-chart'] });

addEventListener('load', () => document.querySelectorAll('[data-chart]').forEach(show));
document.addEventListener('toggle', event => event.target.querySelectorAll?.('[data-chart]').forEach(show), true);

addEventListener('click', event => {
  const address = event.target.closest('[data-print]')?.dataset.print;
  if (!address) return;
  const page = open(address);
  page?.addEventListener('load', () => page.print());
});
