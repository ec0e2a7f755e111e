"""What tests need of the machine."""

import os

import pytest


def missing(what: str, package: str) -> None:
    """Skip, naming the package; in CI fail, since a test that never runs proves nothing."""
    say = f"{what} is missing: install the package {package}"
    (pytest.fail if os.environ.get("CI") else pytest.skip)(say)
