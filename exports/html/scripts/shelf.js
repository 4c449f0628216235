// What the browser keeps for the reader: a few words by name, in its local storage, or else until the page is closed.

const SHELF = "cruxmap ";
const shelf = new Map();

/** Whether the browser lets the page keep anything: some do not for pages from files, or in private windows. */
const isKeeping = () => {
  try {
    localStorage.setItem(SHELF, "");
    localStorage.removeItem(SHELF);
    return true;
  } catch {
    return false;
  }
};

/** The words kept under a name, "" if there are none. */
function kept(name) {
  try {
    return localStorage.getItem(SHELF + name) ?? "";
  } catch {
    return shelf.get(name) || "";
  }
}

/** Keep words under a name, or forget them where they are "". */
function keep(name, words) {
  shelf.set(name, words);
  try {
    if (words) localStorage.setItem(SHELF + name, words);
    else localStorage.removeItem(SHELF + name);
  } catch { /* then until the page is closed */ }
}
