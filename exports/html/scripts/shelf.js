// What the browser keeps for the reader: a few words by name, in its local storage, or else until the page is closed.

const SHELF = "cruxmap ";

/** What the browser would not take: some take nothing from files, or in private windows. */
const shelf = new Map();
let keeping = null;

/** Whether the browser keeps anything for this page. */
function isKeeping() {
  if (keeping === null) {
    keep("", "tried");
    keeping = !shelf.has("");
    keep("", "");
    shelf.delete("");
  }
  return keeping;
}

/** The words kept under a name, "" if there are none. */
function kept(name) {
  if (shelf.has(name)) return shelf.get(name);
  try {
    return localStorage.getItem(SHELF + name) || "";
  } catch {
    return "";
  }
}

/** Keep words under a name, or forget them where they are "". */
function keep(name, words) {
  try {
    if (words) localStorage.setItem(SHELF + name, words);
    else localStorage.removeItem(SHELF + name);
    shelf.delete(name);
  } catch {
    shelf.set(name, words);
  }
}
