"""What a search says of a delegate: who it is, then the title."""

from pathlib import Path

from briefer import app
from briefer.services import search


def test_a_delegate_is_found_by_the_title_and_told_by_the_name(tmp_path: Path) -> None:
    with app.create_workspace(tmp_path / "office.briefer", officer="Elin", sample=True) as office:
        found = search.search(office, "director-general coast guard", 5)
    travels = [(one.label, one.line, one.visit) for one in found if one.kind == "delegate"]
    assert travels == [
        ("Major General Khalil Rashmani", "Director-General, Coast Guard", "showcase"),
        ("Major General Khalil Rashmani", "Deputy Director-General, Coast Guard", "showcase-2025"),
    ]
