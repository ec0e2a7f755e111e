"""One module per family of sections: each function turns a `Context` into the parts of one section.

- `front`: cover, control sheet, contents. `overview`. `glance` and `days`: the programme, made of `programme_rows`.
- `people`: delegation, hosts, biographies. `contacts`. `briefs`: briefs and cards. `profiles`: institutions.
- `reference`: instruments, themes, glossary. `report`: outcomes and `followups`. `visitors`: what guests keep.
- A function takes the context and the number of its section, and gives no part where there is nothing to say.
- Which sections a pack has, and their order, is the recipe's; `compiler.SECTIONS` lists them.
"""
