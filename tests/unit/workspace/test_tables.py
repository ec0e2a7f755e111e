"""Structs and tables are two views of the same names, and migrations lead to the same schema."""

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text

from briefer.records.base import new_id
from briefer.records.kinds import KINDS, references
from briefer.workspace import database, migrating, tables
from briefer.workspace.engine import open_engine


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_table_has_the_fields_of_its_struct(kind: Any) -> None:
    many = {each.field for each in references(kind.record) if each.many}
    own = [str(column.name) for column in tables.table(kind.name).columns]
    assert own == [field for field in kind.record.__struct_fields__ if field not in many]
    assert {name for name in tables.metadata().tables if name.startswith(f"{kind.name}_")} >= {
        f"{kind.name}_{field}" for field in many
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_single_reference_is_an_indexed_foreign_key(kind: Any) -> None:
    table = tables.table(kind.name)
    found = {
        (str(column.name), key.column.table.name, bool(column.index))
        for column in table.columns
        for key in column.foreign_keys
    }
    assert found == {
        (each.field, each.kind, True) for each in references(kind.record) if not each.many
    }


def test_the_migrated_schema_is_the_created_one(tmp_path: Path) -> None:
    created, migrated = _created(tmp_path / "created.db"), _migrated(tmp_path / "migrated.db")
    assert _schema(migrated) == _schema(created)
    created.dispose()
    migrated.dispose()


def test_nothing_is_left_to_migrate(tmp_path: Path) -> None:
    engine = _created(tmp_path / "created.db")
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises where the records say more than the last step
    engine.dispose()


def _created(path: Path) -> Engine:
    engine = open_engine(path, None)
    with engine.execution_options(writes=True).begin() as connection:
        database.make_schema(connection, new_id())
    return engine


def _migrated(path: Path) -> Engine:
    engine = open_engine(path, None)
    config = migrating._config()
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def _schema(engine: Engine) -> dict[str, Any]:
    """Tables with columns, keys, indexes; triggers and full-text tables by their very words."""
    seen = inspect(engine)
    by_name = {}
    for name in sorted(seen.get_table_names()):
        by_name[name] = {
            "columns": sorted(  # a step adds a column behind the others; nobody reads them by place
                (each["name"], str(each["type"]), each["nullable"])
                for each in seen.get_columns(name)
            ),
            "key": seen.get_pk_constraint(name),
            "foreign": sorted(seen.get_foreign_keys(name), key=str),
            "unique": sorted(seen.get_unique_constraints(name), key=str),
            "indexes": sorted(seen.get_indexes(name), key=str),
        }
    with engine.connect() as connection:
        words = connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '%VIRTUAL%' ORDER BY name"
            )
        ).all()
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return {**by_name, "words": [tuple(each) for each in words], "revision": revision}
