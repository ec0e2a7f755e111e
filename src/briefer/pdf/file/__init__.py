"""The file: laid-out pages become the bytes of one PDF that readers, screen readers and archives understand.

`assemble` replays pages into a `document` with fonts by `embedding`; `structure` tags it, `navigation` leads through
it. `imposition` and `protect` work on finished bytes.
"""
