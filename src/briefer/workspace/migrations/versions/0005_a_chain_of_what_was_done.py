"""a chain of what was done"""

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_REFUSED = "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
_IS_ERASING = (
    "length(NEW.salt) = 0 AND NEW.words = '' AND NEW.fields = '{}' AND NEW.id IS OLD.id AND NEW.edit IS OLD.edit "
    "AND NEW.at IS OLD.at AND NEW.who IS OLD.who AND NEW.action IS OLD.action AND NEW.kind IS OLD.kind "
    "AND NEW.record IS OLD.record AND NEW.digest IS OLD.digest AND NEW.link IS OLD.link"
)


def upgrade() -> None:
    """Bring the schema from the step before to this one."""
    # for a while the first step made what later steps make, so that there are workspaces that have it
    if "salt" in {column["name"] for column in sa.inspect(op.get_bind()).get_columns("audit")}:
        return
    op.execute("DROP TRIGGER audit_no_update")
    for name in ("salt", "digest", "link"):
        op.add_column(
            "audit",
            sa.Column(name, sa.LargeBinary(), nullable=False, server_default=sa.text("x''")),
        )
    _chain(op.get_bind())
    op.execute(
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN NOT ({_IS_ERASING}) {_REFUSED}"
    )


def _chain(connection: sa.Connection) -> None:
    """Tie what is there together, as the program does since."""
    link = bytes(32)
    # read raw: what is hashed is the content, whatever the program's types become
    entries = connection.execute(
        sa.text(
            "SELECT id, edit, at, who, words, action, kind, record, fields FROM audit ORDER BY id"
        )
    ).all()
    rows = []
    for entry in entries:
        salt = secrets.token_bytes(16)
        digest = sha256(salt + _json([entry.words, msgspec.json.decode(entry.fields)])).digest()
        known = [UUID(entry.edit).hex, _moment(entry.at), entry.who, entry.action, entry.kind]
        link = sha256(link + _json([*known, UUID(entry.record).hex]) + digest).digest()
        rows.append({"this": entry.id, "salt": salt, "digest": digest, "link": link})
    if rows:
        connection.execute(
            sa.text(
                "UPDATE audit SET salt = :salt, digest = :digest, link = :link WHERE id = :this"
            ),
            rows,
        )
        connection.execute(
            sa.text("INSERT INTO meta (name, value) VALUES ('audit', :link)"), {"link": link.hex()}
        )


def _moment(kept: str) -> str:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC).isoformat()


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value, order="deterministic")
