"""How the page of changes looks: notes beside the text where there is room, below each paragraph on a phone."""

STYLE = """
:root { color-scheme: light dark; --old: #8c1d18; --old-back: #fde3e1; --new: #0b5a2a; --new-back: #d8f3df;
  --text: #1c1b1a; --back: #fdfcfa; --card: #f4f1ec; --soft: #5d5a55; --line: #d9d5ce; --flag: #a35a00 }
@media (prefers-color-scheme: dark) { :root { --old: #ffb4ab; --old-back: #53201c; --new: #9be7ad; --new-back: #12401f;
  --text: #ece9e4; --back: #191817; --card: #242220; --soft: #b0aba3; --line: #45423d; --flag: #f0b45c } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem 1.25rem 4rem; color: var(--text); background: var(--back);
  font: 1.0625rem/1.6 Georgia, "Noto Serif", "DejaVu Serif", serif; -webkit-text-size-adjust: 100% }
header, h2, .notes, summary, .number { font-family: system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem }
h2 { font-size: 1.1rem; margin: 2.5rem 0 1rem; padding-top: .75rem; border-top: 1px solid var(--line);
  overflow-wrap: anywhere }
.summary { margin: 0; font-size: 1rem } .legend { color: var(--soft); font-size: .875rem; max-width: 44rem }
nav { font-size: .9375rem; overflow-wrap: anywhere } nav ol { padding-left: 1.5rem }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
.verbatim { font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace }
del, ins { border-radius: .2em; padding: 0 .1em; unicode-bidi: isolate }
del { color: var(--old); background: var(--old-back); text-decoration: line-through }
ins { color: var(--new); background: var(--new-back); text-decoration: underline; text-underline-offset: .15em }
.flagged { text-decoration: underline dotted var(--flag) .12em; text-underline-offset: .2em }
.number { font-size: .6875rem; line-height: 1; vertical-align: super; text-decoration: none; color: var(--soft);
  padding: .1em .35em .1em .2em }
.notes { margin: .15rem 0 1.25rem; padding: .625rem .75rem .625rem 2.5rem; background: var(--card);
  border-radius: .375rem; font-size: .875rem; line-height: 1.45; overflow-wrap: anywhere }
.notes li + li { margin-top: .625rem } .notes li::marker { color: var(--soft); font-size: .8125rem }
.notes p { margin: .125rem 0 0 } .notes a { color: inherit; text-decoration: none } .notes del { margin-right: .15em }
.ideas, .code { color: var(--soft) } .code { font-size: .75rem; white-space: nowrap }
.safe { border: 1px solid currentColor; border-radius: .25em; padding: 0 .3em; font-size: .75rem; color: var(--new) }
details { margin: .5rem 0 1rem } summary { color: var(--soft); font-size: .875rem; cursor: pointer }
:target { outline: 2px solid currentColor; outline-offset: 3px; border-radius: .2em }
@media (min-width: 56rem) {
  .row { display: grid; grid-template-columns: minmax(0, 40rem) minmax(15rem, 1fr); column-gap: 2.5rem;
    align-items: start }
  .notes { margin-top: 0 }
}
@media print { body { font-size: 10.5pt; padding: 0 } .number { color: inherit } .notes li { break-inside: avoid } }
""".strip()
