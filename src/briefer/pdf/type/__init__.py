"""Type: words become lines of glyphs. Knows faces and styles, no box and no page.

`fonts` opens faces (an office's own: `own_fonts`), `styles` is the type scale. `setting` sets a text: `plain` where it
is short and simple, else with `joins`, `bidi`, `lines`, `division` and `justified`; `painting` writes the operators.
"""
