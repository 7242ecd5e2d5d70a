"""The look of the pages before sign-in: the same calm paper, ink, teal and letters as the portals."""

from __future__ import annotations

import functools
from pathlib import Path
from urllib.parse import quote

# A speech bubble with a rising line. Drawn here because a named symbol would be fetched from a font server.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0f6b5c" d="M6 3h20a4 4 0 0 1 4 4v13a4 4 '
    '0 0 1-4 4H14l-7 6v-6H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z"/><path fill="none" stroke="#fbfaf8" stroke-width="2.6" '
    'stroke-linecap="round" stroke-linejoin="round" d="M8 18l5-5 4 3 7-8"/></svg>'
)
ICON_URL = f"data:image/svg+xml,{quote(ICON)}"
_FONTS = {"Source Sans": "SourceSansVF-Upright", "Source Serif": "SourceSerifVariable-Roman"}
_CSS = """\
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #f1eee8; --ink: #1f2a30; --muted: #5b666c;
  --accent: #0f6b5c; --on-accent: #ffffff; --problem: #a8322a; --line: #8b9296; --soft-line: #dcd8cf; }
@media (prefers-color-scheme: dark) { :root { --paper: #14191c; --card: #1d2428; --ink: #e8e6e1; --muted: #9aa6ab;
  --accent: #5cc2ae; --on-accent: #10201d; --problem: #f08a80; --line: #6d7a80; --soft-line: #313a3f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
  font: 1rem/1.55 "Source Sans", system-ui, -apple-system, "Segoe UI", sans-serif; }
main { max-width: 27rem; margin: 0 auto; padding: clamp(1.5rem, 7vh, 5rem) 1.25rem 3rem; }
.brand { margin: 0 0 2rem; color: var(--muted); font-weight: 600; letter-spacing: .01em; }
.brand span { color: var(--accent); }
h1 { font: 600 1.9rem/1.2 "Source Serif", Georgia, "Times New Roman", serif; margin: 0 0 .6rem; }
h2 { font: 600 1.05rem/1.3 "Source Serif", Georgia, "Times New Roman", serif; margin: 0 0 .4rem; }
p { margin: 0 0 1rem; }
.lead { color: var(--muted); margin-bottom: 1.75rem; }
label { display: block; font-weight: 600; margin: 0 0 .3rem; }
.hint { display: block; color: var(--muted); font-size: .92rem; margin: .3rem 0 0; }
.field { margin: 0 0 1.25rem; }
input { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: .6rem; padding: .65rem .8rem; min-height: 2.9rem; }
button, .button { display: block; width: 100%; font: inherit; font-weight: 600; text-align: center; cursor: pointer;
  background: var(--accent); color: var(--on-accent); border: 1px solid var(--accent); border-radius: .6rem;
  padding: .65rem 1rem; min-height: 2.9rem; text-decoration: none; }
.button.quiet { background: transparent; color: var(--accent); margin-top: .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { border: 1px solid var(--problem); border-left-width: 4px; border-radius: .6rem; padding: .7rem .9rem;
  margin: 0 0 1.5rem; color: var(--problem); }
.note { border: 1px solid var(--accent); border-left-width: 4px; border-radius: .6rem; padding: .7rem .9rem;
  margin: 0 0 1.5rem; }
.card { background: var(--card); border: 1px solid var(--soft-line); border-radius: .6rem; padding: 1rem 1.1rem;
  margin: 0 0 1.5rem; }
.card ul { margin: 0; padding: 0 0 0 1.1rem; }
.card li { margin: 0 0 .35rem; }
.card li:last-child { margin: 0; }
.other { margin: 1.5rem 0 0; color: var(--muted); }
"""


@functools.cache
def style_sheet() -> str:
    """The style sheet, with the letters Streamlit already ships; without them the machine's own are used."""
    import streamlit

    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    faces = [
        f'@font-face {{ font-family: "{family}"; font-weight: 100 900; font-display: swap; '
        f'src: url("/static/media/{found.name}") format("woff2"); }}\n'
        for family, stem in _FONTS.items()
        for found in sorted(media.glob(f"{stem}*.woff2"))[:1]
    ]
    return "".join(faces) + _CSS
