// The deal's editor: monaco, with the language service of the server behind it. All positions are offsets into the text; the text in the editor is the only copy that is written to.

const libraries = new URL('../lib/monaco/', import.meta.url).href;
const sessions = new Map();
let loading;

const script = address => new Promise((done, failed) => {
  const element = Object.assign(document.createElement('script'), { src: address, onload: done, onerror: () => failed(new Error(`${address} cannot be loaded`)) });
  document.head.append(element);
});

const load = worker => loading ??= (async () => {
  await script(`${libraries}vs/loader.js`);
  require.config({ paths: { vs: `${libraries}vs` } });
  const monaco = await new Promise((done, failed) => require(['vs/editor/editor.main'], done, failed));
  // From our own address instead of a text made up in the page.
  self.MonacoEnvironment = { getWorker: () => new Worker(`${libraries}vs/assets/${worker}`) };
  register(monaco);
  return monaco;
})();

// Colours differ in lightness too, and what a name is also shows in its style: declared bold, assumptions in italics.
const classes = ['keyword', 'comment', 'text', 'number', 'operator', 'unknown', 'unit', 'party', 'source', 'attribute', 'type', 'state', 'value', 'assumption', 'reading', 'step', 'option',
  'interest', 'clause', 'offer', 'promise', 'evidence', 'ask', 'zone', 'incident', 'trigger'];
const colours = {
  keyword: '1f3d7a', comment: '5a6b5a', text: '7a3e00', number: '00575c', operator: '444444', unknown: '1c1c1c', unit: '555555', party: '8a1c5b', source: '5f5f00', attribute: '6a3d9a', type: '6a3d9a',
  state: '005a9c', value: '006b4f', assumption: '9a3412', reading: '5f5f00', step: '1c1c1c', option: '3b3b98', interest: '3b3b98', clause: '0b5d1e', offer: '0b5d1e', promise: '0b5d1e', evidence: '0b5d1e', ask: '0b5d1e',
  zone: '005a9c', incident: '005a9c', trigger: '0b5d1e',
};

const darkColours = {
  keyword: '8ab4f8', comment: '9db39d', text: 'e3b07a', number: '7fd1d6', operator: 'cccccc', unknown: 'e8e6e3', unit: 'b8b8b8', party: 'f2a0cf', source: 'd6d27a', attribute: 'cbb2f0', type: 'cbb2f0',
  state: '8cc8f5', value: '7fd9b8', assumption: 'f0a585', reading: 'd6d27a', step: 'e8e6e3', option: 'b5b5f5', interest: 'b5b5f5', clause: '93d69f', offer: '93d69f', promise: '93d69f', ask: '93d69f',
  zone: '8cc8f5', incident: '8cc8f5', trigger: '93d69f',
};
const dark = matchMedia('(prefers-color-scheme: dark)');
const theme = () => dark.matches ? 'foedus-dark' : 'foedus';

const kinds = { assumption: 'Variable', party: 'Class', state: 'Field', value: 'EnumMember', type: 'EnumMember', step: 'Function', option: 'Method', clause: 'Interface', offer: 'Module', ask: 'Event', promise: 'Event',
  source: 'Reference', keyword: 'Keyword', reading: 'File', interest: 'Property', attribute: 'Property', zone: 'Field', incident: 'Event', trigger: 'Event' };

function register(monaco) {
  const { languages, editor } = monaco;
  languages.register({ id: 'foedus', extensions: ['.foedus'] });
  languages.setLanguageConfiguration('foedus', {
    comments: { lineComment: '#' }, brackets: [['{', '}'], ['(', ')']],
    autoClosingPairs: [{ open: '{', close: '}' }, { open: '(', close: ')' }, { open: '"', close: '"', notIn: ['string', 'comment'] }],
    wordPattern: /[\p{L}_][\p{L}\p{Nd}_]*/u,
  });
  // Comments, texts and numbers at once; everything that needs the meaning comes from the server.
  languages.setMonarchTokensProvider('foedus', {
    tokenizer: { root: [[/#.*$/, 'comment'], [/"(\\.|[^"\\])*"/, 'text'], [/(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?%?/, 'number'], [/[\p{L}_][\p{L}\p{Nd}_]*/u, 'unknown']] },
  });
  const themed = (name, base, of, own) => editor.defineTheme(name, {
    base, inherit: true, colors: own,
    rules: [...Object.entries(of).flatMap(([token, foreground]) => [
      { token, foreground, fontStyle: token === 'keyword' ? 'bold' : token === 'assumption' ? 'italic' : '' },
      { token: `${token}.declaration`, foreground, fontStyle: token === 'assumption' ? 'bold italic' : 'bold' },
    ])],
  });
  themed('foedus', 'vs', colours, { 'editor.background': '#ffffff', 'editorLineNumber.foreground': '#666666', 'editorLineNumber.activeForeground': '#1c1c1c' });
  themed('foedus-dark', 'vs-dark', darkColours, { 'editor.background': '#16181a', 'editorLineNumber.foreground': '#9a9a9a', 'editorLineNumber.activeForeground': '#e8e6e3' });
  dark.addEventListener('change', () => editor.setTheme(theme()));

  const range = (model, place) => monaco.Range.fromPositions(model.getPositionAt(place.start), model.getPositionAt(place.start + place.length));
  const ask = (model, question, ...words) => sessions.get(model.uri.toString())?.dotnet.invokeMethodAsync(question, ...words) ?? null;

  languages.registerCompletionItemProvider('foedus', {
    triggerCharacters: ['=', ':', ' ', ','],
    async provideCompletionItems(model, position) {
      const list = await ask(model, 'Complete', model.getOffsetAt(position));
      return list && { suggestions: list.items.map(item => ({
        label: item.label, insertText: item.insert, detail: item.detail, sortText: `${item.rank}${item.label}`, range: range(model, list),
        kind: languages.CompletionItemKind[kinds[item.kind] ?? 'Text'], insertTextRules: item.isSnippet ? languages.CompletionItemInsertTextRule.InsertAsSnippet : 0,
      })) };
    },
  });
  languages.registerHoverProvider('foedus', {
    async provideHover(model, position) {
      const hover = await ask(model, 'Hover', model.getOffsetAt(position));
      return hover && { range: range(model, hover), contents: [{ value: hover.markdown }] };
    },
  });
  const places = async (model, question, position) => (await ask(model, question, model.getOffsetAt(position)) ?? []).map(place => ({ uri: model.uri, range: range(model, place) }));
  languages.registerDefinitionProvider('foedus', { provideDefinition: (model, position) => places(model, 'Definitions', position) });
  languages.registerReferenceProvider('foedus', { provideReferences: (model, position) => places(model, 'References', position) });
  languages.registerDocumentHighlightProvider('foedus', { provideDocumentHighlights: (model, position) => places(model, 'References', position) });
  languages.registerRenameProvider('foedus', {
    async resolveRenameLocation(model, position) {
      const name = await ask(model, 'NameAt', model.getOffsetAt(position));
      return name ? { range: range(model, name), text: name.text } : { rejectReason: 'There is no name here that the deal declares.', range: undefined, text: undefined };
    },
    async provideRenameEdits(model, position, newName) {
      const answer = await ask(model, 'Rename', model.getOffsetAt(position), newName);
      if (!answer) return { edits: [] };
      return answer.fault ? { edits: [], rejectReason: answer.fault }
        : { edits: answer.edits.map(edit => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: range(model, edit), text: edit.text } })) };
    },
  });
  languages.registerDocumentSymbolProvider('foedus', {
    async provideDocumentSymbols(model) {
      const symbol = entry => ({ name: entry.name, detail: entry.detail, kind: languages.SymbolKind[kinds[entry.kind] ?? 'Variable'] ?? languages.SymbolKind.Variable, tags: [],
        range: range(model, entry.place), selectionRange: range(model, entry.namePlace), children: entry.children.map(symbol) });
      return (await ask(model, 'Outline') ?? []).map(symbol);
    },
  });
  languages.registerDocumentFormattingEditProvider('foedus', {
    async provideDocumentFormattingEdits(model) {
      return (await ask(model, 'Format') ?? []).map(edit => ({ range: range(model, edit), text: edit.text }));
    },
  });
  languages.registerDocumentSemanticTokensProvider('foedus', {
    getLegend: () => ({ tokenTypes: classes, tokenModifiers: ['declaration'] }),
    async provideDocumentSemanticTokens(model) {
      const data = await ask(model, 'Colours');
      return data && { data: new Uint32Array(data) };
    },
    releaseDocumentSemanticTokens() {},
  });
}

/// Makes an editor inside an element. Every change of its text is told to the server, in order.
export async function attach(element, dotnet, text, key, worker, label) {
  const monaco = await load(worker);
  const model = monaco.editor.createModel(text, 'foedus');
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const view = monaco.editor.create(element, {
    model, theme: theme(), 'semanticHighlighting.enabled': true, automaticLayout: true, minimap: { enabled: false }, fontSize: 14, lineHeight: 21, tabSize: 2, insertSpaces: true,
    scrollBeyondLastLine: false, wordWrap: 'on', wrappingIndent: 'indent', links: false, wordBasedSuggestions: 'off', fixedOverflowWidgets: true, renderWhitespace: 'none', ariaLabel: label,
    accessibilitySupport: 'auto', unicodeHighlight: { ambiguousCharacters: false }, stickyScroll: { enabled: false }, lineNumbersMinChars: 3, quickSuggestions: { other: true, comments: false, strings: false },
    unusualLineTerminators: 'off', lightbulb: { enabled: 'off' }, padding: { top: 6, bottom: 6 }, scrollbar: { alwaysConsumeMouseWheel: false }, 'bracketPairColorization.enabled': false,
  });
  const state = { dotnet, key, model, told: 0, source: null, mine: false };
  sessions.set(model.uri.toString(), state);
  const listening = model.onDidChangeContent(event => {
    if (!state.mine) state.source = null;
    dotnet.invokeMethodAsync('Typed', event.changes.map(change => ({ start: change.rangeOffset, length: change.rangeLength, text: change.text })), ++state.told);
  });
  // Tab leaves the editor for those who cannot use a mouse: Ctrl+M (Ctrl+Shift+M on a Mac) changes that, as monaco's own help says.
  element.dataset.ready = 'true';
  const places = list => list.map(place => monaco.Range.fromPositions(model.getPositionAt(place.start), model.getPositionAt(place.start + place.length)));
  return {
    markers(list) {
      const ranges = places(list);
      monaco.editor.setModelMarkers(model, 'foedus', list.map((mark, i) => ({
        startLineNumber: ranges[i].startLineNumber, startColumn: ranges[i].startColumn, endLineNumber: ranges[i].endLineNumber, endColumn: ranges[i].endColumn,
        severity: mark.isError ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning, message: mark.message, code: mark.code, source: 'foedus',
      })));
    },
    /// Makes a form's edits, if the server knew this very text; moves of one slider are one step to undo.
    apply(edits, told, source, isLast) {
      if (told !== state.told) return false;
      const ranges = places(edits);
      if (source !== state.source) view.pushUndoStop();
      state.mine = true;
      try {
        const operations = edits.map((edit, i) => ({ range: ranges[i], text: edit.text, forceMoveMarkers: true }));
        view.executeEdits(source, operations);
      } finally {
        state.mine = false;
      }
      state.source = isLast ? null : source;
      if (isLast) view.pushUndoStop();
      return true;
    },
    reveal(place) {
      const [range] = places([place]);
      view.setSelection(range);
      view.revealRangeInCenterIfOutsideViewport(range);
      view.focus();
    },
    run(command) {
      if (command === 'format') return view.getAction('editor.action.formatDocument').run();
      view.trigger('form', command, null);
    },
    dispose() {
      sessions.delete(model.uri.toString());
      listening.dispose();
      view.dispose();
      model.dispose();
    },
  };
}

let unsaved = false;
addEventListener('beforeunload', event => { if (unsaved) event.preventDefault(); });

// What is not saved is also kept in this browser, for when the page, the connection or the server goes away.
const place = key => `foedus-unsaved-${key}`;

const store = (key, text) => {
  try {
    if (text === null) localStorage.removeItem(place(key)); else localStorage.setItem(place(key), JSON.stringify({ text, time: new Date().toLocaleString() }));
  } catch {
    // The browser keeps nothing for us, or has no room: the text is then only in the page.
  }
};

/// Whether leaving the page would lose something, and the text if so (null where the editor has it).
export function keep(isUnsaved, key, text) {
  unsaved = isUnsaved;
  const open = [...sessions.values()].find(session => session.key === key);
  store(key, isUnsaved ? text ?? open?.model.getValue() ?? null : null);
}

/// What was left unsaved earlier; null if nothing was.
export function left(key) {
  try {
    return JSON.parse(localStorage.getItem(place(key)));
  } catch {
    return null;
  }
}
