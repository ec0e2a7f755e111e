"""An annex on its whole way: from an exchange file into a workspace, past an audience, onto pages, into a file."""

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

import validators
from briefer.cli import program


def run(*arguments: object) -> int:
    return program.run([str(each) for each in arguments], lambda _, **__: 0)


def letter(words: str, script: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(842, 595), invariant=1)
    canvas.drawString(100, 300, words)
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        if script:
            pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(script))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A visit with a plan, a letter for the ministry alone, and a file that is none."""
    (tmp_path / "plan.pdf").write_bytes(letter("The plan of the walk", "app.alert('PLANTED')"))
    (tmp_path / "secret.pdf").write_bytes(letter("A secret letter"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    annexes = [
        {"key": f"v/{name}", "title": name.title(), "file": f"{name}.pdf", "name": f"{name}.pdf", **more}
        for name, more in (
            ("plan", {}), ("secret", {"marking": "restricted"}), ("broken", {}),
        )
    ]  # fmt: skip
    visit = {"key": "v", "title": "Visit", "marking_scheme": "office", "attachments": annexes}
    path = tmp_path / "visit.json"
    path.write_text(json.dumps({"format": 1, "visits": [visit]}))
    office = tmp_path / "office.briefer"
    assert run("new", office) == 0
    assert run("import", office, path) == 0
    return office


def test_from_an_exchange_file_into_a_pack(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dossier.pdf"
    capsys.readouterr()
    assert run("export", office, "v", "-o", path, "--at", "2027-02-26T17:40+03:00") == 0
    told = capsys.readouterr().err
    document = pypdfium2.PdfDocument(path)
    words = [page.get_textpage().get_text_range() for page in document]
    (plan,) = (page for page in words if "The plan of the walk" in page)
    assert "Annex 1, page 1 of 1" in plan
    assert "page 14.1-1" in plan
    # its marking is above that of the visit: nobody who gets this pack may see it
    assert not any("A secret letter" in page for page in words)
    assert "annex-active\tAnnex 1 Plan\t" in told
    assert "annex-pictured\tAnnex 1 Plan\t" in told
    assert "annex-damaged\tAnnex 2 Broken\t" in told
    with pikepdf.open(path) as pdf:
        assert all(b"PLANTED" not in each.unparse() for each in pdf.objects)
    assert validators.broken_rules(path, "2a") == []
    assert validators.broken_rules(path, "ua1") == []


def test_the_same_annex_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one.pdf", "two.pdf"):
        path = tmp_path / name
        assert run("export", office, "v", "-o", path, "--at", "2027-02-26T17:40+03:00") == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]
