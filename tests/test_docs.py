from tools.docs import old_pages


def test_generated_pages_say_what_the_code_says() -> None:
    assert old_pages() == []
