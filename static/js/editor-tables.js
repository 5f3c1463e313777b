/* The menu of tables in the editor, in the reader's language: the words stand in data-words of this script's tag. */
(function () {
  "use strict";
  const tag = document.currentScript;
  if (!window.Handsontable || !tag) return;
  const words = JSON.parse(tag.dataset.words);
  const dictionary = { languageCode: document.documentElement.lang };
  Object.keys(words).forEach((name) => { dictionary["ContextMenu:items." + name] = words[name]; });
  window.Handsontable.languages.registerLanguageDictionary(dictionary);
})();
