// Elements are made here and nowhere else. Text becomes text nodes only; nothing is ever read as HTML.

export const $ = (id) => document.getElementById(id);

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// Newlines of every kind as one, control characters as pictures of themselves.
export function shown(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\u007f-\u009f]/g, "\ufffd");
}

// One line of it.
export const flat = (text) => shown(text).replace(/\s+/g, " ").trim();

export const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

// Show or hide, and say whether it is shown.
export function toggle(node, visible) {
  node.hidden = !visible;
  return visible;
}
