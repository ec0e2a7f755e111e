"""Older files become newer ones, with all their rows; a step that fails has not happened."""

from pathlib import Path

import msgspec
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from briefer.errors import BugError, KnownError
from briefer.records.base import new_id
from briefer.records.kinds import by_name
from briefer.records.visits import Visit
from briefer.workspace import audit, backup, copies, database, migrating
from briefer.workspace.database import Workspace
from briefer.workspace.engine import open_engine
from briefer.workspace.facets import Narrowing
from every_kind import everything
from profiles import SIZE

_OLD = Path(__file__).parents[2] / "data/workspaces/0001.backup"
"""A record of every kind, each field filled, in a backup that a program wrote which knew the first step alone."""
_BEFORE_CHAINS = _OLD.with_name("0004.backup")
"""The same of the fourth step, with two entries of the audit, a draft, and an edit that waits for a decision."""
_NEXT = f"{int(database.REVISION) + 1:04}"
_REBUILDS = (
    f"""
revision, down_revision = "{_NEXT}", "{database.REVISION}"
"""
    """
import sqlalchemy as sa
from alembic import op
def upgrade():
    op.add_column("visit", sa.Column("reference", sa.String(40), nullable=False, server_default=""))
    with op.batch_alter_table("visit") as batch:
        batch.alter_column("title", type_=sa.String(600), existing_type=sa.String(500), existing_nullable=False)
    with op.batch_alter_table("audit") as batch:
        batch.alter_column("who", type_=sa.String(600), existing_type=sa.String(500), existing_nullable=False)
"""
)
_FAILS = _REBUILDS + "    raise RuntimeError('half way')\n"
_BREAKS = _REBUILDS + '    op.execute("DELETE FROM institution")\n'


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped steps, to which a test may add one of its own."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    shipped = migrating._PLACE
    names = [path.name for path in (shipped / "versions").glob("0*.py")]
    for name in ("env.py", "script.py.mako", *(f"versions/{name}" for name in names)):
        (folder / name).write_bytes((shipped / name).read_bytes())
    monkeypatch.setattr(migrating, "_PLACE", folder)
    return folder / "versions"


def _filled(path: Path) -> Workspace:
    workspace = database.create(path)
    with workspace.writing() as rows:
        rows.insert(everything().values())
    return workspace


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in (*by_name(), "item_institutions", "search_doc")
        }


def test_a_step_that_rebuilds_a_table_keeps_every_row_and_trigger(
    tmp_path: Path, steps: Path
) -> None:
    workspace = _filled(tmp_path / "office.briefer")
    folder, counts = workspace.folder, _counts(workspace._engine)
    workspace.close()
    (steps / f"{_NEXT}.py").write_text(_REBUILDS)
    migrating.upgrade(folder, None, database.REVISION, to=_NEXT)
    engine = open_engine(folder.database, None)
    assert _counts(engine) == counts
    assert set(counts.values()) == {1, 14} or min(counts.values()) == 1
    with engine.connect() as connection:
        triggers = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        )
        assert sorted(triggers.scalars()) == sorted(audit.TRIGGERS)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == _NEXT
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()


def test_a_copy_from_before_is_kept(tmp_path: Path, steps: Path) -> None:
    workspace = _filled(tmp_path / "office.briefer")
    folder, counts = workspace.folder, _counts(workspace._engine)
    workspace.close()
    (steps / f"{_NEXT}.py").write_text(_REBUILDS)
    migrating.upgrade(folder, None, database.REVISION, to=_NEXT)
    (copy,) = folder.backups.iterdir()
    assert copy.name.endswith(f"-before-{database.REVISION}.brieferz")
    about = backup.about(copy)
    assert about
    assert about.why == "migration"
    backup.restore(copy, tmp_path / "before.briefer")
    engine = open_engine(tmp_path / "before.briefer/records.db", None)
    assert _counts(engine) == counts
    engine.dispose()


@pytest.mark.parametrize(("step", "error"), [(_FAILS, RuntimeError), (_BREAKS, BugError)])
def test_a_step_that_fails_has_not_happened(
    tmp_path: Path, steps: Path, step: str, error: type[Exception]
) -> None:
    workspace = _filled(tmp_path / "office.briefer")
    folder, counts = workspace.folder, _counts(workspace._engine)
    workspace.close()
    (steps / f"{_NEXT}.py").write_text(step)
    with pytest.raises(error):
        migrating.upgrade(folder, None, database.REVISION, to=_NEXT)
    with database.open_(folder.path) as opened:
        assert _counts(opened._engine) == counts
        with opened.reading() as rows:
            columns = rows._connection.execute(text("SELECT name FROM pragma_table_info('visit')"))
            assert "reference" not in columns.scalars().all()


def test_opening_an_older_workspace_brings_it_up_to_date(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.briefer"
    _filled(path).close()
    (steps / f"{_NEXT}.py").write_text(_REBUILDS)
    monkeypatch.setattr(database, "REVISION", _NEXT)
    monkeypatch.setattr(migrating.upgrade, "__kwdefaults__", {"to": _NEXT})
    with database.open_(path) as opened:
        assert opened.identity.revision == _NEXT
        with opened.reading() as rows:
            assert rows.count(by_name()["item"].record) == 1


def test_an_encrypted_workspace_is_brought_up_to_date_and_its_copy_is_encrypted(
    tmp_path: Path, steps: Path
) -> None:
    workspace = database.create(tmp_path / "office.briefer", passphrases={"passphrase": "x"})
    folder, key = workspace.folder, workspace.key
    workspace.close()
    (steps / f"{_NEXT}.py").write_text(_REBUILDS)
    migrating.upgrade(folder, key, database.REVISION, to=_NEXT)
    (copy,) = folder.backups.iterdir()
    backup.restore(copy, tmp_path / "before.briefer")
    before = tmp_path / "before.briefer/records.db"
    assert not before.read_bytes().startswith(b"SQLite format")
    assert copies.examine(before, key) == []


def test_an_unknown_revision_is_a_newer_file(workspace: Workspace) -> None:
    with pytest.raises(KnownError, match="newer Briefer"):
        migrating.upgrade(workspace.folder, None, "0000-of-somebody-else", to="0002")


def test_the_newest_step_is_what_the_program_reads() -> None:
    assert ScriptDirectory.from_config(migrating._config()).get_heads() == [database.REVISION]


def test_the_next_step_is_drafted_from_what_the_records_say(steps: Path) -> None:
    migrating.draft("nothing new")
    (drafted,) = steps.glob(f"{_NEXT}*.py")
    assert f"revision = {_NEXT!r}" in drafted.read_text()
    assert "pass" in drafted.read_text()


def test_a_workspace_of_the_first_program_opens_with_all_its_records(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    backup.restore(_OLD, path)
    with database.open_(path) as opened:
        assert opened.identity.revision == database.REVISION
        with opened.reading() as rows:
            found = {name: rows.all(kind.record) for name, kind in by_name().items()}
            assert {name: [each.key for each in some] for name, some in found.items()} == {
                name: [f"{name.replace('_', '-')}-1"] for name in by_name()
            }
            visit = rows.all(Visit)[0]
            assert (visit.own_recipes, visit.muted) == ((), ())
            assert visit.staff_notes.startswith("staff_notes: ")
            assert rows.index_is_whole()
            assert [
                hit.kind for hit in rows.search.search("affiliation", 9, Narrowing(("delegate",)))
            ] == ["delegate"]
        with opened.writing() as rows:
            changed = msgspec.structs.replace(visit, title="Another", version=visit.version + 1)
            assert rows.update(changed, visit.version)
    with database.open_(path) as opened, opened.reading() as rows:
        assert rows.all(Visit) == (changed,)


def test_a_workspace_whose_first_step_made_the_later_columns_opens_too(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    workspace = _filled(path)
    with workspace.reading() as rows:
        visit = rows.all(Visit)[0]
    with workspace.writing() as rows:
        rows._connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    workspace.close()
    assert len(visit.own_recipes) == len(visit.muted) == 1
    with database.open_(path) as opened, opened.reading() as rows:
        assert rows.all(Visit) == (visit,)


def test_a_workspace_with_a_record_that_cannot_be_read_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.briefer"
    backup.restore(_OLD, path)
    engine = open_engine(path / "records.db", None)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE delegate SET key = 'no key at all!'"))
    engine.dispose()
    with database.open_(path) as opened, opened.reading() as rows:
        assert [kind for kind, _, _ in rows.unreadable()] == ["delegate"]
        assert rows.search.search("tit", 9)


def test_what_was_done_before_there_was_a_chain_is_tied_together(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    backup.restore(_BEFORE_CHAINS, path)
    with database.open_(path) as opened:
        with opened.reading() as rows:
            before = "title: Åse & <Søren>, «وزارة»"
            told = [(each.who, each.words, each.fields) for each in rows.audit.since(0)]
            assert told == [
                ("Elin Brandt", f"Rename {before} to Æblehaven – زيارة", {"title": (before, "Æblehaven – زيارة")}),
                ("Mette", "Move it", {"latitude": (1.5e-7, 55.0), "name": ("a\n\u2028", None)}),
            ]  # fmt: skip
            assert list(rows.audit.broken()) == []
            assert [each.text for each in rows.drafts.waiting("Elin Brandt", ())] == ["half typed"]
            assert [each.edit for each in rows.waiting.of("Elin Brandt")] == [{"words": "x"}]
        with opened.writing() as rows:
            rows.audit.add([rows.audit.since(1)[0]])
            assert list(rows.audit.broken()) == []


# --------------------------------------------------------------------- from each step, with many rows


_MANY = 6 * SIZE.repeats
"""Rows of each kind: 10,000 and more in all at full size."""


def _multiplied(path: Path, revision: str) -> None:
    """Fill a workspace as a program of that revision could have: its own tables, each row many times."""
    engine = open_engine(path / "records.db", None, migrating._PRAGMAS)
    with engine.execution_options(writes=True).begin() as connection:
        config = migrating._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        names = set(
            connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table'")
            ).scalars()
        )
        for name in (one for one in by_name() if one in names):
            (row,) = connection.execute(text(f'SELECT * FROM "{name}" LIMIT 1')).mappings()
            copies_ = [
                {**row, "id": new_id().hex, "key": f"{row['key']}-{number}"}
                for number in range(_MANY)
            ]
            fields = ", ".join(f'"{field}"' for field in row)
            values = ", ".join(f":{field}" for field in row)
            connection.execute(text(f'INSERT INTO "{name}" ({fields}) VALUES ({values})'), copies_)
    engine.dispose()


def _everywhere(engine: Engine) -> dict[str, int]:
    """How many rows each table has that holds what an officer made."""
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        own = [
            name
            for name in names.scalars()
            if not name.startswith(("search_", "sqlite_"))
            and name not in ("meta", "alembic_version")
        ]
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in sorted(own)
        }


@pytest.mark.parametrize(
    "revision", [f"{number:04}" for number in range(1, int(database.REVISION))]
)
def test_each_earlier_step_is_brought_up_to_date_with_all_its_rows(
    tmp_path: Path, revision: str
) -> None:
    """From what a program of that step wrote where there is a file of it, else from the one before brought to it."""
    path = tmp_path / "office.briefer"
    files_ = sorted(one.stem for one in _OLD.parent.iterdir() if one.stem <= revision)
    backup.restore(_OLD.with_name(f"{files_[-1]}.backup"), path)
    _multiplied(path, revision)
    engine = open_engine(path / "records.db", None)
    counts = _everywhere(engine)
    engine.dispose()
    kinds = [name for name in by_name() if name in counts]
    assert min(counts[name] for name in kinds) > _MANY
    with database.open_(path) as opened:
        after = _everywhere(opened._engine)
        assert {name: after[name] for name in counts} == counts
        assert {name: after[name] for name in after if name not in counts and after[name]} == {}
        with opened.reading() as rows:
            assert rows.index_is_whole()
            assert len({hit.record for hit in rows.search.search("title", 20)}) == 20
            assert list(rows.unreadable()) == list(rows.audit.broken()) == []
            triggers = rows._connection.execute(
                text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
            )
            assert sorted(triggers.scalars()) == sorted(audit.TRIGGERS)
    assert copies.examine(path / "records.db", None) == []
    (kept_,) = (path / "backups").iterdir()
    assert kept_.name.endswith(f"-before-{revision}.brieferz")
