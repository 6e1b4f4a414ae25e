from pathlib import Path

import pytest

from spiders.link_page import compare
from spiders.page import Page
from spiders.registry import Provider, RegistryError, load
from spiders.registry_edit import add, enable, remove, slug_of

ROOT = Path(__file__).parents[2]

HEAD = '[[provider]]\nid = "a"\nname = "A"\nwebsite = "https://a.example/"\n'

MISTAKES = [
    # (text, line, words of the reason)
    ("[[provider]]\nid = \n", 2, "not valid TOML"),
    ('title = "x"\n' + HEAD, 1, "unknown key 'title'"),
    ("[provider]\nid = 'a'\n", 1, "[[provider]]"),
    ('[[provider]]\nname = "A"\nwebsite = "https://a.example/"\n', 1, "needs 'id'"),
    (HEAD + 'websit = "https://b.example/"\n', 5, "unknown key 'websit'"),
    (HEAD + "\n# a remark\n" + HEAD.replace("a.example", "b.example"), 8, "used twice"),
    (HEAD.replace('"a"', '"A b"'), 2, "is no slug"),
    (HEAD.replace("https://a.example/", "a.example"), 4, "no http or https address"),
    (HEAD.replace("https://a.example/", "https://[a/"), 4, "no http or https address"),
    (HEAD + 'start_urls = "https://a.example/x"\n', 5, "a list of texts"),
    (HEAD + 'allow = ["(", "/x"]\n', 5, "no pattern"),
    (HEAD + 'languages = ["dutch"]\n', 5, "two-letter"),
    (HEAD + 'schedule = "every day"\n', 5, "cron"),
    (HEAD + 'enabled = "yes"\n', 5, "true or false"),
    (HEAD + "description_chars = -1\n", 5, "a whole number"),
    (HEAD + "delay = true\n", 5, "number of seconds"),
    (HEAD + 'fields = { colour = "p" }\n', 5, "no course field"),
    (HEAD + '\n[provider.fields]\nprice = 3\n', 6, "CSS selector"),
    (HEAD + 'fields = { price = "div[" }\n', 5, "'div[' for price is no CSS selector"),
    (HEAD + 'fields = { price = "p::made-up" }\n', 5, "is no CSS selector"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words"), MISTAKES, ids=[m[2] for m in MISTAKES])
def test_a_mistake_is_answered_with_file_line_and_reason(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(text)
    with pytest.raises(RegistryError) as error:
        load(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_or_binary_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="No such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RegistryError, match="not UTF-8"):
        load(tmp_path / "binary.toml")


def test_the_shipped_registry_is_right_and_says_what_is_a_guess() -> None:
    providers = load(ROOT / "providers.toml")
    assert {"btf", "cbd", "boerhaave", "pjfl", "mborijnland", "leidenuniv", "hyphen"} <= {p.id for p in providers}
    assert all(p.note and "guess" in p.note for p in providers if not p.enabled)
    assert not any(p.note and "guess" in p.note for p in providers if p.enabled)


def test_three_lines_make_a_provider(tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(HEAD)
    assert load(path) == [Provider(id="a", name="A", website="https://a.example/")]
    assert load(path)[0].hosts == {"a.example", "www.a.example"}


def test_edits_keep_comments_and_order(tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    text = "# ours\n" + HEAD + "enabled = false # a guess\n\n# theirs\n" + HEAD.replace('"a"', '"b"')
    path.write_text(text)
    added = add(path, "https://www.new-school.nl/cursussen/")
    assert (added.id, added.name) == ("new-school", "new-school.nl")
    enable(path, "a")
    enable(path, "b", False)
    remove(path, "new-school")
    after = path.read_text()
    assert after.index("# ours") < after.index('id = "a"') < after.index("# theirs") < after.index('id = "b"')
    assert [(p.id, p.enabled) for p in load(path)] == [("a", True), ("b", False)]
    enable(path, "b")
    assert after.replace("enabled = false\n", "").rstrip() == path.read_text().rstrip()


def test_add_begins_a_registry_and_refuses_doubles(tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    add(path, "https://a.example/", name="A")
    with pytest.raises(RegistryError, match="there already"):
        add(path, "https://www.a.example/other")
    with pytest.raises(RegistryError, match="there already"):
        add(path, "https://b.example/", id="a")
    with pytest.raises(RegistryError, match="no http"):
        add(path, "ftp://b.example/")
    with pytest.raises(RegistryError, match="no provider 'zz'"):
        remove(path, "zz")
    assert [p.id for p in load(path)] == ["a"]


@pytest.mark.parametrize(
    ("host", "slug"),
    [("school.nl", "school"), ("www6.school.nl", "www6-school"), ("x.ac.uk", "x"), ("127.0.0.1", "127-0-0")],
)
def test_slug(host: str, slug: str) -> None:
    assert slug_of(host) == slug


LINK_PAGE = """<html><nav><a href="https://menu.example/">menu</a></nav><main>
<p>Professional training: <a href="https://www.school.nl/trainings/gmp">School</a>,
<a href="https://new.example/en/">New <b>one</b></a>, <a href="http://new.example/other">again</a>,
<a href="/about">about</a> <a href="mailto:x@school.nl">mail</a> <a href="https://www.linkedin.com/x">in</a>
<a href="https://uni.nl/cbd/lab">Lab</a> <a href="http://[bad">bad</a></p></main>
<footer><a href="https://agency.example">made by</a></footer></html>"""


def test_a_page_of_links_is_held_against_the_registry() -> None:
    providers = [
        Provider(id="school", name="School", website="https://school.nl/"),
        Provider(id="uni", name="Uni", website="https://uni.nl/"),
        Provider(id="lab", name="Lab", website="https://uni.nl/", start_urls=("https://uni.nl/cbd",)),
        Provider(id="old", name="Old", website="https://old.nl/"),
    ]
    result = compare(Page(url="https://park.example/training", body=LINK_PAGE.encode()), providers)
    assert [(p.id, url) for p, url in result.linked] == [
        ("school", "https://www.school.nl/trainings/gmp"),
        ("lab", "https://uni.nl/cbd/lab"),
    ]
    assert [(link.url, link.text) for link in result.lacking] == [("https://new.example/en/", "New one")]
    assert [p.id for p in result.gone] == ["uni", "old"]


@pytest.mark.parametrize("body", [b"", b"\x00\x00", b"<a href='https://x.example'>", b"plain"])
def test_any_body_can_be_compared(body: bytes) -> None:
    assert compare(Page(url="https://park.example/", body=body), []).linked == ()
