"""The digest by e-mail: what a mail server gets, and what is said when there is none."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from typing import ClassVar

import click
import pytest

from commands.notices import send

TEXT = "LLO-loket, 2026-11-22\n\nAANGEHOUDEN: wacht op uw oordeel\n  Boerhaavé: van € 450 naar € 4,50\n.\n..einde\n"


class MailServer(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 to receive a message, or to refuse one."""

    got: ClassVar[list[tuple[str, list[str], bytes]]] = []
    refuses = False

    def handle(self) -> None:
        self.say(b"220 mail.example")
        sender, to = "", list[str]()
        for line in self.rfile:
            words = line.decode().strip()
            verb = words.upper()
            if verb.startswith("MAIL FROM:"):
                sender = words[10:]
            elif verb.startswith("RCPT TO:"):
                if self.refuses:
                    self.say(b"550 nobody here")
                    continue
                to.append(words[8:])
            elif verb == "DATA":
                self.say(b"354 go on")
                self.got.append((sender, to, self.body()))
            elif verb == "QUIT":
                self.say(b"221 bye")
                return
            self.say(b"250 well")

    def body(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[MailServer]]:
    MailServer.got, MailServer.refuses = [], False
    with socketserver.TCPServer(("127.0.0.1", 0), MailServer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("LLOKET_SMTP", f"127.0.0.1:{server.server_address[1]}")
        monkeypatch.setenv("LLOKET_MAIL_FROM", "lloket@loket.example")
        yield MailServer
        server.shutdown()
        thread.join()


def test_the_digest_arrives_as_it_was_written(mail_server: type[MailServer]) -> None:
    send(TEXT, "staf@loket.example", date(2026, 11, 22))
    ((sender, to, raw),) = mail_server.got
    message = message_from_bytes(raw, policy=policy.default)
    assert ("lloket@loket.example" in sender, to) == (True, ["<staf@loket.example>"])
    assert (message["Subject"], message["To"]) == ("LLO-loket: verslag van 2026-11-22", "staf@loket.example")
    assert message.get_content().replace("\r\n", "\n") == TEXT


def test_a_server_that_refuses_is_one_line(mail_server: type[MailServer]) -> None:
    mail_server.refuses = True
    with pytest.raises(click.ClickException) as error:
        send(TEXT, "niemand@loket.example", date(2026, 11, 22))
    assert "\n" not in error.value.format_message()
    assert mail_server.got == []


@pytest.mark.parametrize(("server", "words"), [("", "no mail server"), ("127.0.0.1:9", "refused"), ("x:y", "invalid")])
def test_no_server_is_one_line(monkeypatch: pytest.MonkeyPatch, server: str, words: str) -> None:
    monkeypatch.setenv("LLOKET_SMTP", server)
    with pytest.raises(click.ClickException, match=words):
        send(TEXT, "staf@loket.example", date(2026, 11, 22))
