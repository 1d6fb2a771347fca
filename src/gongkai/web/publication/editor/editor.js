// The editor of a document's text. It stands on a <textarea data-editor>: without this script the textarea is the editor.
//
// data-autosave      address that takes {html, base} as a form, at every pause; 409 stops saving until the page is reloaded
// data-presence      address asked every ten seconds: who else has the document open
// data-base          number of the version the text began with
// data-words         the words of the buttons and messages, as JSON, in the reader's language
import { Editor } from "@tiptap/core";
import { Heading } from "@tiptap/extension-heading";
import { Paragraph } from "@tiptap/extension-paragraph";
import StarterKit from "@tiptap/starter-kit";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";

const PAUSE = 1500; // ms without typing before the draft is kept
const PRESENCE = 10000; // ms between two questions who else is here

// Alignment is a class, never a style: the policy of the pages forbids inline styles.
const CLASSES = ["align-left", "align-center", "align-right", "caption"];
const withClass = (extension) =>
  extension.extend({
    addAttributes() {
      return {
        ...this.parent?.(),
        align: {
          default: null,
          parseHTML: (element) => CLASSES.find((name) => element.classList.contains(name)) ?? fromStyle(element),
          renderHTML: (attributes) => (attributes.align ? { class: attributes.align } : {}),
        },
      };
    },
  });

// Word and WPS paste alignment as a style or an attribute.
function fromStyle(element) {
  const given = element.style?.textAlign || element.getAttribute?.("align");
  return given && CLASSES.includes(`align-${given}`) ? `align-${given}` : null;
}

// The editor's tables hold rows alone: a caption stands before its table while it is edited, and goes back when it is kept.
export function captionsOut(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const caption of page.querySelectorAll("table > caption")) {
    const line = page.createElement("p");
    line.className = "caption";
    line.append(...caption.childNodes);
    caption.parentElement.before(line);
    caption.remove();
  }
  return page.body.innerHTML;
}

export function captionsIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const line of page.querySelectorAll("p.caption")) {
    const table = line.nextElementSibling;
    if (table?.tagName !== "TABLE") continue;
    const caption = page.createElement("caption");
    caption.append(...line.childNodes);
    table.prepend(caption);
    line.remove();
  }
  return page.body.innerHTML;
}

// Column widths would be written as styles: tables keep rows, columns and spans, and no widths.
const plainCell = (cell) =>
  cell.extend({
    addAttributes() {
      const { colwidth, ...kept } = this.parent?.() ?? {};
      return { ...kept, scope: { default: null, parseHTML: (element) => element.getAttribute("scope") } };
    },
  });

const PlainTable = Table.extend({
  renderHTML() {
    return ["table", ["tbody", 0]];
  },
});

function commandsOf(words) {
  const chain = (editor) => editor.chain().focus();
  return [
    ["bold", words.bold, (e) => chain(e).toggleBold().run()],
    ["heading2", words.heading2, (e) => chain(e).toggleHeading({ level: 2 }).run()],
    ["heading3", words.heading3, (e) => chain(e).toggleHeading({ level: 3 }).run()],
    ["paragraph", words.paragraph, (e) => chain(e).setParagraph().run()],
    ["center", words.center, (e) => align(e, "align-center")],
    ["right", words.right, (e) => align(e, "align-right")],
    ["bullets", words.bullets, (e) => chain(e).toggleBulletList().run()],
    ["numbers", words.numbers, (e) => chain(e).toggleOrderedList().run()],
    ["table", words.table, (e) => chain(e).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()],
    ["row", words.row, (e) => chain(e).addRowAfter().run()],
    ["column", words.column, (e) => chain(e).addColumnAfter().run()],
    ["norow", words.norow, (e) => chain(e).deleteRow().run()],
    ["nocolumn", words.nocolumn, (e) => chain(e).deleteColumn().run()],
    ["merge", words.merge, (e) => chain(e).mergeOrSplit().run()],
    ["header", words.header, (e) => chain(e).toggleHeaderCell().run()],
    ["undo", words.undo, (e) => chain(e).undo().run()],
    ["redo", words.redo, (e) => chain(e).redo().run()],
  ];
}

function align(editor, name) {
  for (const type of ["paragraph", "heading"]) {
    if (editor.isActive(type)) {
      editor.chain().focus().updateAttributes(type, { align: editor.getAttributes(type).align === name ? null : name }).run();
    }
  }
}

function toolbar(editor, words) {
  const bar = document.createElement("div");
  bar.className = "editor__bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  for (const [name, label, run] of commandsOf(words)) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.command = name;
    button.textContent = label;
    button.addEventListener("click", () => run(editor));
    bar.append(button);
  }
  const buttons = [...bar.children];
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0)); // one stop for Tab, arrows inside (WAI-ARIA toolbar)
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
    event.preventDefault();
  });
  return bar;
}

class Keeper {
  // Keeps the draft at every pause. A conflict stops it: nothing of another person's is written over.
  constructor(area, words, status) {
    Object.assign(this, { area, words, status, timer: null, stopped: false });
  }

  typed() {
    if (this.stopped || !this.area.dataset.autosave) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    const body = new FormData(this.area.form);
    body.set("base", this.area.dataset.base ?? "");
    const token = this.area.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(this.area.dataset.autosave, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (answer.status === 409) this.stopped = true;
      this.status.textContent = answer.ok ? this.words.kept : answer.status === 409 ? this.words.conflict : this.words.notkept;
    } catch {
      this.status.textContent = this.words.notkept; // the network is away; the next pause tries again
    }
  }
}

function watchOthers(area, place) {
  const ask = async () => {
    try {
      const answer = await fetch(area.dataset.presence, { headers: { Accept: "text/plain" } });
      if (answer.ok) place.textContent = await answer.text();
    } catch {
      /* asked again in ten seconds */
    }
  };
  ask();
  setInterval(ask, PRESENCE);
}

function start(area) {
  const words = JSON.parse(area.dataset.words ?? "{}");
  const frame = document.createElement("div");
  const text = document.createElement("div");
  const status = document.createElement("p");
  const others = document.createElement("p");
  frame.className = "editor";
  text.className = "editor__text";
  status.className = "editor__status";
  status.setAttribute("role", "status");
  others.className = "editor__others";
  others.setAttribute("aria-live", "polite");
  area.after(frame);
  const keeper = new Keeper(area, words, status);
  const editor = new Editor({
    element: text,
    injectCSS: false,
    content: captionsOut(area.value),
    extensions: [
      StarterKit.configure({ paragraph: false, heading: false, code: false, codeBlock: false, strike: false, link: { openOnClick: false } }),
      withClass(Paragraph),
      withClass(Heading).configure({ levels: [2, 3, 4] }),
      PlainTable.configure({ resizable: false }),
      TableRow,
      plainCell(TableCell),
      plainCell(TableHeader),
    ],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": words.label ?? "" } },
    onUpdate: ({ editor: changed }) => {
      area.value = captionsIn(changed.getHTML());
      area.dispatchEvent(new Event("input", { bubbles: true }));
      keeper.typed();
    },
  });
  frame.append(toolbar(editor, words), text, status, others);
  area.hidden = true;
  area.editor = editor;
  if (area.dataset.presence) watchOthers(area, others);
}

for (const area of document.querySelectorAll("textarea[data-editor]")) start(area);
