"""The pages of annexes as form objects in the finished file. The only step that reads what others have made.

Not here: reading and judging annexes (`annexes`), where they stand (`layout.annex_pages`).
"""

import io

from briefer.pdf.sheets import Pages


def placed(content: bytes, pages: Pages) -> bytes:
    """The file with the forms that its pages name; the file itself where no annex is placed."""
    wanted = [
        (at, form)
        for at, sheet in enumerate(pages.sheets)
        if (body := pages.body(sheet)) is not None
        for form in body.forms
    ]
    if not wanted:
        return content
    import pikepdf  # takes a tenth of a second

    sources: dict[int, pikepdf.Pdf] = {}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for at, form in wanted:
            if id(form.annex) not in sources:
                sources[id(form.annex)] = pikepdf.open(io.BytesIO(form.annex.forms))
            source = sources[id(form.annex)].pages[form.page].obj.Resources.XObject.Annex
            resources = pdf.pages[at].obj.Resources
            if "/XObject" not in resources:
                resources.XObject = pikepdf.Dictionary()
            resources.XObject[pikepdf.Name("/" + form.name)] = pdf.copy_foreign(source)
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def keeps(pages: Pages, standard: str) -> bool:
    """Whether no annex that is placed on the pages breaks a standard: `2a`, `ua1`."""
    return all(
        standard in form.annex.keeps
        for part in pages.parts
        for page in part.drawn.pages
        for form in page.forms
    )
