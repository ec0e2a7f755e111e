"""A Secret Service for tests: GNOME's daemon on a bus and in folders of its own, with nobody to ask and no screen."""

import gc
import os
import signal
import subprocess
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backends import SecretService

PASSWORD = "hæftemaskine"  # opens nothing but the daemon of a test
_NAME = "org.freedesktop.secrets"


class Daemon:
    """The daemon that keeps the secrets of one login."""

    def __init__(self, program: str, surroundings: dict[str, str]) -> None:
        self._program, self._surroundings = program, surroundings
        self.start()

    def start(self) -> None:
        """Start it, unlocked; it is there when this returns."""
        subprocess.run(
            [self._program, "--unlock", "--components=secrets"],
            input=PASSWORD.encode(),
            env=self._surroundings,
            check=True,
            capture_output=True,
        )

    def send(self, number: signal.Signals) -> None:
        """Send a signal to whoever keeps the secrets now."""
        import secretstorage
        from jeepney.bus_messages import message_bus

        with closing(secretstorage.dbus_init()) as bus:
            (process,) = bus.send_and_get_reply(message_bus.GetConnectionUnixProcessID(_NAME)).body
        os.kill(process, number)

    def kill(self) -> None:
        """Kill it; when this returns the bus knows that it is gone."""
        import secretstorage
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus

        gone = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
        gone.add_arg_condition(0, _NAME)
        with closing(secretstorage.dbus_init()) as bus:
            bus.send_and_get_reply(message_bus.AddMatch(gone))
            with bus.filter(gone) as told:
                self.send(signal.SIGKILL)
                bus.recv_until_filtered(told, timeout=10)

    def lock(self) -> None:
        """Lock the keyring, as a screen that is locked does on some desktops."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()


@contextmanager
def logged_in(needs: Callable[[str, str], str], folder: Path) -> Iterator[Daemon]:
    """A login whose keyring is unlocked; programs that are started meanwhile find it."""
    program = needs("gnome-keyring-daemon", "gnome-keyring")
    broker = needs("dbus-daemon", "dbus")
    places = {
        name: folder / name
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    places["XDG_RUNTIME_DIR"] = folder / "run"
    for place in places.values():
        place.mkdir(mode=0o700)
    surroundings = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    surroundings.update({name: str(place) for name, place in places.items()})
    before = keyring.get_keyring()
    with (
        pytest.MonkeyPatch.context() as patch,
        subprocess.Popen(
            [broker, "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            text=True,
        ) as bus,
    ):
        assert bus.stdout
        address = bus.stdout.readline().strip()
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        keyring.set_keyring(SecretService.Keyring())
        try:
            daemon = Daemon(program, {**surroundings, "DBUS_SESSION_BUS_ADDRESS": address})
            yield daemon
            daemon.kill()
        finally:
            keyring.set_keyring(before)
            bus.terminate()
            _forget()


def _forget() -> None:
    """The library leaves its connection open where a keyring refuses; here it ends, and not in another test."""
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
