// Draws every element that carries data-chart (a JSON text, see Charts/Chart.cs), and again when the attribute changes.
// Each series has a dash and a symbol of its own beside its colour, so that a picture reads in black and white. Colours: Okabe and Ito's set.

// Where the library that places states and arrows is missing, the table stands for the picture.
const dagre = await import('../lib/dagre/dagre.esm.js').catch(() => null);

let colours, ink, pale, paper, shades, font;

// Light and dark have each a set that is told apart on its ground; print is always light.
function choose(isDark) {
  colours = isDark ? ['#56b4e9', '#f0a04b', '#2fc79a', '#dd9bc8', '#d8d8d8', '#d9c35a'] : ['#0072b2', '#d55e00', '#009e73', '#8a3e78', '#333333', '#946c00'];
  [ink, pale, paper] = isDark ? ['#e8e6e3', '#3a3d40', '#16181a'] : ['#1c1c1c', '#d5d5d5', '#ffffff'];
  shades = isDark ? ['#1a3347', '#21486a', '#2b618d'] : ['#cfe0ee', '#a5c6df', '#7aabd0'];
  font = { fontFamily: 'Helvetica, Arial, sans-serif', fontSize: 13, color: ink };
}
const darkness = matchMedia('(prefers-color-scheme: dark)');
choose(darkness.matches);

const dashes = ['solid', 'dashed', 'dotted', [12, 4, 3, 4], [4, 2], [16, 6]];
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

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
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: number, textStyle: { ...font, fontSize: 12 }, backgroundColor: paper, borderColor: ink },
  grid: { left: 30, right: 24, top: 40, bottom: 30, containLabel: true },
});

const valueAxis = (name, min, max, vertical, narrow) => ({
  type: 'value', name: vertical ? broken(name, 40) : narrow ? broken(name, 34) : name, min, max, nameLocation: 'middle', nameGap: vertical ? (name.length > 40 ? 50 : 36) : 28, nameTextStyle: { ...font, lineHeight: 15 },
  axisLine: { show: true, onZero: false, lineStyle: { color: ink } }, axisLabel: { ...font, formatter: number, hideOverlap: true }, splitLine: { lineStyle: { color: pale } },
});

const zoom = axes => axes.map(axis => ({ type: 'inside', [`${axis}AxisIndex`]: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true }));

const draw = {
  lines(data, narrow) {
    const series = [];
    (data.bands ?? []).forEach((band, i) => {
      const fill = shades[i % 3];
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
  map(data, narrow) {
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
      visualMap: { min: data.unit === 'chance' ? 0 : Math.min(...all), max: data.unit === 'chance' ? 1 : Math.max(...all), orient: 'horizontal', top: 0, left: 'center', calculable: false, text: narrow ? ['high', 'low'] : [`${data.title}: high`, 'low'], textStyle: font,
        inRange: { color: ['#f7fbff', '#c6dbef', '#6baed6', '#2171b5', '#08306b'] }, seriesIndex: 0 },
      series: [
        { type: 'heatmap', data: cells.filter(cell => cell[2] != null) },
        { type: 'scatter', silent: true, symbolSize: 1, itemStyle: { color: '#000' }, label: { show: true, formatter: '?', ...font }, data: cells.filter(cell => cell[2] == null).map(cell => [cell[0], cell[1]]), z: 4 },
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
        return { type: 'group', children: [bar(left[0], right[0], 8, pale), bar(at(row.from), at(row.to), 18, colours[0]),
          { type: 'text', style: { x: at(row.from), y: left[1] + 12, text: `${number(row.from)} to ${number(row.to)}`, ...font, fontSize: 12, fill: ink } }] };
      } }],
    };
  },

  // States as boxes in ranks, an arrow for every pair of them; as heavy as what is played most often on it. Placed by dagre, labels too, so that nothing lies under anything.
  diagram(data, narrow, width) {
    const plan = diagramPlan(data, data.turned);
    const scale = Math.min(1, (width - 24) / plan.width), shown = (width - 24) / scale;
    const left = (shown - plan.width) / 2, span = [-left, shown - left], axis = { type: 'value', show: false };
    const at = api => { const [x, y] = api.coord([0, 0]), [x2, y2] = api.coord([100, 100]); return { x, y, scaleX: (x2 - x) / 100, scaleY: (y2 - y) / 100 }; };
    return { legend: { show: false }, tooltip: { trigger: 'item', formatter: p => plan.items[p.dataIndex].said }, grid: { left: 12, right: 12, top: 8, bottom: 8, containLabel: false }, whole: true,
      xAxis: { ...axis, min: span[0], max: span[1] }, yAxis: { ...axis, min: 0, max: plan.height, inverse: true }, dataZoom: zoom(['x', 'y']),
      series: [{ type: 'custom', clip: true, data: plan.items.map((_, i) => [0, 0, i]), encode: { x: 0, y: 1 }, renderItem: (params, api) => ({ type: 'group', ...at(api), children: plan.items[params.dataIndex].draw() }) }] };
  },

  // Many offers or worlds as points, each with its mark; its name where one looks closer.
  points(data, narrow) {
    return { xAxis: valueAxis(data.xName, data.xMin, data.xMax, false, narrow), yAxis: valueAxis(data.yName, data.yMin, data.yMax, true, narrow), dataZoom: zoom(['x', 'y']),
      tooltip: { trigger: 'item', formatter: p => `${p.data.name}\n${data.xName}: ${number(p.value[0])}\n${data.yName}: ${number(p.value[1])}` },
      series: data.series.map((one, i) => ({ type: 'scatter', name: one.name, symbol: i === 0 ? 'circle' : 'emptyCircle', symbolSize: 13, color: colours[i % colours.length], itemStyle: i === 0 ? {} : { borderWidth: 2.5 },
        data: one.points.map(point => ({ value: [point.x, point.y], name: point.name, mark: point.mark })), label: { show: !narrow, position: 'top', formatter: p => p.data.mark, ...font, fontSize: 12 }, labelLayout: { hideOverlap: true } })) };
  },
};

// Places of states, arrows and labels, in pixels at full size.
function diagramPlan(data, turned) {
  const size = text => 7.2 * text.length;
  const graph = new dagre.Graph({ multigraph: false }).setGraph({ rankdir: turned ? 'TB' : 'LR', nodesep: 26, ranksep: turned ? 34 : 46, edgesep: 14, marginx: 8, marginy: 8 }).setDefaultEdgeLabel(() => ({}));
  data.states.forEach((name, i) => { const lines = broken(name, 18).split('\n'); graph.setNode(String(i), { lines, width: 22 + Math.max(...lines.map(size)), height: 16 + 16 * lines.length }); });
  const pairs = new Map();
  for (const move of data.moves) {
    const key = `${move.from}>${move.to}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(move);
  }
  for (const moves of pairs.values()) {
    // What is played most often stands on the arrow; all of it in the words beside the pointer, and in the table.
    moves.sort((a, b) => (b.chance ?? -1) - (a.chance ?? -1));
    const told = moves.filter(move => move.chance >= 0.005), lines = told.slice(0, 2).map(move => `${broken(move.label.replace(/^chance: /, ''), 26, 1)}${move.hasChance ? ` ${number(move.chance)}` : ''}`);
    if (told.length > 2) lines.push(`and ${told.length - 2} more`);
    graph.setEdge(String(moves[0].from), String(moves[0].to), { moves, lines, most: moves[0].chance == null ? null : Math.max(0, ...moves.filter(move => move.hasChance).map(move => move.chance ?? 0)), width: lines.length ? 8 + Math.max(...lines.map(line => 6.3 * line.length)) : 2, height: 2 + 13 * lines.length, labelpos: 'c' });
  }
  dagre.layout(graph);
  const words = move => `${move.label}: ${move.chance == null ? 'never reached' : move.hasChance ? number(move.chance) : 'no chance of its own'}`;
  const items = [];
  for (const id of graph.edges()) {
    const edge = graph.edge(id), never = edge.most == null, colour = never ? (ink === '#1c1c1c' ? '#999' : '#777') : colours[0];
    const points = edge.points.map(point => [point.x, point.y]), [x, y] = points[points.length - 1], [px, py] = points[points.length - 2];
    const turn = Math.atan2(y - py, x - px), heavy = never ? 1 : 1 + 3.5 * edge.most, reach = 7 + heavy;
    const tip = side => [x - reach * Math.cos(turn) + side * 0.5 * reach * Math.sin(turn), y - reach * Math.sin(turn) - side * 0.5 * reach * Math.cos(turn)];
    const until = [...points.slice(0, -1), [x - 0.8 * reach * Math.cos(turn), y - 0.8 * reach * Math.sin(turn)]];
    items.push({ z: 1, said: `${data.states[+id.v]} → ${data.states[+id.w]}\n${edge.moves.slice(0, 8).map(words).join('\n')}${edge.moves.length > 8 ? `\nand ${edge.moves.length - 8} more` : ''}`, draw: () => [
      { type: 'polyline', shape: { points: until, smooth: 0.35 }, style: { stroke: colour, fill: null, lineWidth: heavy, lineDash: never ? [2, 4] : null } },
      { type: 'polygon', shape: { points: [[x, y], tip(1), tip(-1)] }, style: { fill: colour } },
      ...(edge.lines.length ? [{ type: 'rect', shape: { x: edge.x - edge.width / 2, y: edge.y - edge.height / 2, width: edge.width, height: edge.height }, style: { fill: paper, opacity: 0.92 } },
        { type: 'text', style: { ...font, fontSize: 11, lineHeight: 13, x: edge.x, y: edge.y, text: edge.lines.join('\n'), align: 'center', verticalAlign: 'middle', fill: ink } }] : []),
    ] });
  }
  data.states.forEach((name, i) => {
    const node = graph.node(String(i));
    items.push({ said: name, draw: () => [
      { type: 'rect', shape: { x: node.x - node.width / 2, y: node.y - node.height / 2, width: node.width, height: node.height, r: 5 }, style: { fill: paper, stroke: ink, lineWidth: i === 0 ? 3 : 1.5 } },
      { type: 'text', style: { ...font, fontWeight: i === 0 ? 'bold' : 'normal', lineHeight: 16, x: node.x, y: node.y, text: node.lines.join('\n'), align: 'center', verticalAlign: 'middle', fill: ink } },
    ] });
  });
  return { items, width: graph.graph().width, height: graph.graph().height };
}

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
  const base = common(narrow), own = draw[spec.kind](spec.data, narrow, width);
  const whole = { ...base, ...own, legend: { ...base.legend, ...own.legend }, tooltip: { ...base.tooltip, ...own.tooltip } };
  if (own.whole) return { ...whole, grid: own.grid, whole: undefined };
  const below = (whole.xAxis?.name ?? '').includes('\n') ? 46 : 30;
  return { ...whole, grid: { ...base.grid, top: 18 + 22 * legendLines(whole, width), bottom: below } };
}

const narrowBelow = 560;

// While a page is printed: a picture drawn for the window would be cut off at the edge of the paper.
const paperWidth = 660;
let widest = Infinity;

// Smaller than this a diagram is not read: the page moves it sideways instead.
const leastScale = 0.6;

// A diagram runs along or down the page, whichever leaves its words larger, and is as high as its states need.
function fit(element, spec) {
  if (spec.kind !== 'diagram') return true;
  if (!dagre) { element.textContent = 'No picture: the library that places it is missing. The table below says the same.'; element.style.height = 'auto'; return false; }
  const room = Math.min(element.parentElement.clientWidth, widest) - 24, least = widest < Infinity ? 0 : leastScale, plans = [false, true].map(turned => ({ turned, plan: diagramPlan(spec.data, turned) }));
  const best = plans[0].plan.width <= 1.25 * room || plans[0].plan.width <= plans[1].plan.width ? plans[0] : plans[1];
  const scale = Math.min(1, Math.max(least, room / best.plan.width));
  element.dataset.turned = best.turned ? 'down' : '';
  element.style.minWidth = scale * best.plan.width > room ? `${Math.round(scale * best.plan.width + 24)}px` : '';
  element.style.height = `${Math.round(scale * best.plan.height + 16)}px`;
  return true;
}

const specOf = element => {
  const spec = JSON.parse(element.dataset.chart);
  if (spec.kind === 'diagram') spec.data.turned = element.dataset.turned === 'down';
  return spec;
};

function drawInto(chart, element) {
  const width = Math.min(element.clientWidth, widest);
  if (chart.getWidth() !== width || chart.getHeight() !== element.clientHeight) chart.resize({ width, height: element.clientHeight });
  chart.setOption(option(specOf(element), width), true);
}

function show(element) {
  if (!window.echarts || !element.dataset.chart || element.clientWidth === 0 || !fit(element, JSON.parse(element.dataset.chart))) return;
  const chart = echarts.getInstanceByDom(element) ?? echarts.init(element, null, { renderer: 'svg' });
  if (!element.watched) {
    element.watched = true;
    new ResizeObserver(() => { if (element.clientWidth > 0 && fit(element, JSON.parse(element.dataset.chart))) drawInto(chart, element); }).observe(element);
  }
  drawInto(chart, element);
}

function save(name, address) {
  const link = document.createElement('a');
  link.download = name;
  link.href = address;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function exported(figure, how) {
  const element = figure.querySelector('[data-chart]'), spec = specOf(element);
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
    const address = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: paper });
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

const showAll = () => document.querySelectorAll('[data-chart]').forEach(show);
if (document.readyState === 'complete') showAll(); else addEventListener('load', showAll);
darkness.addEventListener('change', () => { choose(darkness.matches); showAll(); });
addEventListener('beforeprint', () => { choose(false); widest = paperWidth; showAll(); });
addEventListener('afterprint', () => { choose(darkness.matches); widest = Infinity; showAll(); });
document.addEventListener('toggle', event => event.target.querySelectorAll?.('[data-chart]').forEach(show), true);

addEventListener('click', event => {
  const address = event.target.closest('[data-print]')?.dataset.print;
  if (!address) return;
  const page = open(address);
  page?.addEventListener('load', () => page.print());
});
