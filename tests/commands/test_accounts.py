"""`lloket accounts`: who may come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.accounts import accounts
from console.accounts.passwords import matches
from store import Store
from store.accounts import deeds, one

PASSWORD = "een lang genoeg woord"


class Shell:
    """The command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.registry = folder / "providers.toml"
        self.registry.write_text('[[provider]]\nid = "kade"\nname = "Kade"\nwebsite = "https://kade.example/"\n')

    def run(self, *words: str, typed: str | None = None) -> Result:
        taken = [*words, "--data", str(self.folder)]
        if words[0] in ("add", "link"):
            taken += ["--providers", str(self.registry)]
        return CliRunner().invoke(accounts, taken, input=typed, standalone_mode=True)

    def store(self) -> Store:
        return Store.open(f"sqlite:///{self.folder / 'lloket.db'}")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.delenv("LLOKET_ADDRESS", raising=False)
    monkeypatch.delenv("LLOKET_CONSOLE", raising=False)
    return Shell(tmp_path)


def test_a_password_is_asked_for_twice_and_only_its_hash_is_kept(shell: Shell) -> None:
    made = shell.run("add", "anna", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (made.exit_code, made.stdout) == (0, "anna: staff\n")
    assert PASSWORD not in made.output
    with shell.store() as store:
        account = one(store.database, "anna")
        assert account is not None
        assert matches(PASSWORD, account.password)
        assert not matches(PASSWORD + " ", account.password)
        assert account.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_generated_password_is_shown_once_and_works(shell: Shell) -> None:
    password = shell.run("add", "bo", "--role", "analyst", "--generate").stdout.split()[-1]
    with shell.store() as store:
        account = one(store.database, "bo")
        assert account is not None
        assert matches(password, account.password)
    other = shell.run("password", "bo", "--generate").stdout.split()[-1]
    with shell.store() as store:
        account = one(store.database, "bo")
        assert account is not None
        assert not matches(password, account.password)
        assert matches(other, account.password)
        assert [deed.what for deed in deeds(store.database)] == ["password", "add"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "link 3", "--generate"), "does not begin with 'link '"),
        (("add", " ", "--generate"), "a name has 1 to 100 characters"),
        (("add", "n" * 101, "--generate"), "a name has 1 to 100 characters"),
        (("add", "cas", "--role", "provider", "--generate"), "--provider ID belongs to --role provider"),
        (("add", "cas", "--provider", "kade", "--generate"), "--provider ID belongs to --role provider"),
        (("add", "cas", "--role", "provider", "--provider", "dok", "--generate"), "unknown provider 'dok'"),
        (("password", "nobody", "--generate"), "there is no account 'nobody'"),
        (("disable", "nobody"), "there is no account 'nobody'"),
        (("link", "dok"), "unknown provider 'dok'; known: kade"),
        (("link", "kade", "--address", "https://loket.example/deep"), "is no address such as https://loket.example"),
    ],
)
def test_what_can_not_be_is_one_line(shell: Shell, words: tuple[str, ...], why: str) -> None:
    failed = shell.run(*words)
    assert failed.exit_code == 2
    assert why in failed.stderr


@pytest.mark.parametrize("weak", ["kort", "x" * 201, "aaaaaaaaaaaaaa", "anna12345678"])
def test_a_weak_password_makes_no_account(shell: Shell, weak: str) -> None:
    assert shell.run("add", "anna", typed=f"{weak}\n{weak}\n").exit_code == 2
    assert shell.run("list").stdout == ""


def test_a_name_is_given_once(shell: Shell) -> None:
    shell.run("add", "anna", "--generate")
    assert "there is an account 'anna' already" in shell.run("add", "anna", "--generate").stderr


def test_accounts_are_listed_with_what_was_closed(shell: Shell) -> None:
    shell.run("add", "anna", "--generate")
    shell.run("add", "cas", "--role", "provider", "--provider", "kade", "--generate")
    shell.run("disable", "anna")
    shell.run("link", "kade")
    lines = shell.run("list").stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("anna: staff, since ")
    assert ", closed since " in lines[0]
    assert lines[1].startswith("cas: provider of kade, since ")
    assert lines[2].startswith("private link of kade: since ")
    assert shell.run("disable", "anna", "--again").stdout == "anna: open\n"


@pytest.mark.parametrize(
    ("environment", "begins"),
    [
        ({}, "http://127.0.0.1:8080/aanbieder/kade/binnen/"),
        ({"LLOKET_ADDRESS": "https://loket.example/feeds"}, "https://loket.example/aanbieder/kade/binnen/"),
        ({"LLOKET_ADDRESS": "https://data.example/lloket"}, "http://127.0.0.1:8080/aanbieder/kade/binnen/"),
        (
            {"LLOKET_ADDRESS": "https://data.example/lloket", "LLOKET_CONSOLE": "https://Loket.example/"},
            "https://loket.example/aanbieder/kade/binnen/",
        ),
    ],
)
def test_a_link_stands_at_the_consoles_address(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], begins: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = shell.run("link", "kade", "--lang", "nl").stdout.strip()
    assert made.startswith(begins)
    assert len(made) - len(begins) >= 43
    assert "/en/provider/kade/enter/" in shell.run("link", "kade", "--lang", "en").stdout
    assert shell.run("link", "kade", "--end").stdout == "kade: 1 link ended\n"
    assert shell.run("link", "kade", "--end").stdout == "kade: there was no link\n"
