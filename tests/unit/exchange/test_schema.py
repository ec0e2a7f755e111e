"""The form of the exchange file comes from the records, and so does its JSON Schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefer import resources
from briefer.exchange import bundle, schema
from briefer.records.kinds import KINDS, by_name
from every_kind import everything

VALIDATOR = jsonschema.Draft202012Validator(schema.json_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.json_schema())
    assert schema.json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "path", sorted(resources.folder("samples").glob("*.json")), ids=lambda path: path.name
)
def test_the_samples_have_the_form(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(path.read_text("utf-8")))) == []
    assert bundle.read(path).entries


def test_a_file_of_everything_has_the_form() -> None:
    file = bundle.build({name: [record] for name, record in everything("a" * 64).items()})
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(file)))) == []


def test_every_field_of_every_travelling_kind_is_in_the_form() -> None:
    own = {"version", "created_at", "changed_at", "changed_by"}
    for kind in KINDS:
        fields = set(schema.form(kind.name).__struct_fields__)
        parts = {name for name, _, _ in kind.parts}
        whole = schema.whole_fields(kind.name)
        assert fields == set(kind.record.__struct_fields__) - own - whole | parts, kind.name


def test_what_stands_at_the_top() -> None:
    assert [kind.plural for kind in schema.top_level()] == [
        "officers",
        "sources",
        "themes",
        "places",
        "institutions",
        "people",
        "posts",
        "instruments",
        "glossary",
        "notes",
        "visits",
        "own_data",
    ]


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"format": 1}, True),
        ({"format": 1, "visits": [{"key": "a", "title": "A", "items": [{"title": "B"}]}]}, True),
        ({}, False),
        ({"format": 2}, False),
        ({"format": 1, "vists": []}, False),
        ({"format": 1, "visits": [{"titel": "A"}]}, False),
        ({"format": 1, "visits": [{"title": 5}]}, False),
        ({"format": 1, "visits": [{"title": "x" * 501}]}, False),
        ({"format": 1, "visits": [{"start": "29 May"}]}, False),
        ({"format": 1, "visits": [{"our_side": "nobody"}]}, False),
    ],
)
def test_schema_and_program_agree(value: dict[str, Any], valid: bool) -> None:
    from briefer.errors import KnownError

    assert VALIDATOR.is_valid(value) is valid
    if valid:
        schema.check(value, "file.json")
    else:
        with pytest.raises(KnownError):
            schema.check(value, "file.json")


def test_whole_fields_of_parts() -> None:
    assert schema.whole_fields("contact") == set()  # may belong to several at once
    assert schema.whole_fields("citation") == {"about", "about_kind"}
    assert schema.whole_fields("outcome") == {"visit"}
    assert schema.whole_fields("note") == set()
    assert by_name()["note"].record.__struct_fields__[-2:] == ("visit", "item")
