"""What a message is for, one answer, and the signals beside it.

The first that fits: opt-out, opt-in, a person, a complaint; late, cancel, move; a message that is nothing but "skip",
"don't know", "yes", "no", "thanks" or "hi"; a correction; a question (price, aftercare, free dates, anything else about
the studio); then facts: an enquiry when somebody wants a tattoo and nothing was asked, an answer otherwise.
"""

import re
from collections.abc import Iterable

from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.understanding.idea import ARTICLES
from tattoobot.domain.understanding.intent_features import intent_features
from tattoobot.domain.understanding.meant import is_meant, is_reported
from tattoobot.domain.understanding.notices import is_noticed
from tattoobot.domain.understanding.reading import Context, Found, Intent, Notice, Topic
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import listed
from tattoobot.domain.understanding.vocabulary.message import Message

QUESTIONS = (
    Intent.PRICE_QUESTION,
    Intent.AFTERCARE_QUESTION,
    Intent.AVAILABILITY_QUESTION,
    Intent.POLICY_QUESTION,
)
BARE = (
    Intent.OPT_OUT,
    Intent.OPT_IN,
    Intent.HUMAN_REQUEST,
    Intent.CANCEL,
    Intent.SKIP,
    Intent.DONT_KNOW,
    Intent.YES,
    Intent.NO,
    Intent.THANKS,
    Intent.GREETING,
    "approval",
    "nothing",
)
OF_CONSEQUENCE = (
    Intent.OPT_OUT,
    Intent.OPT_IN,
    Intent.HUMAN_REQUEST,
    Intent.COMPLAINT,
    Intent.RUNNING_LATE,
    Intent.CANCEL,
    Intent.RESCHEDULE,
)
WITHOUT_FACTS = frozenset(
    (
        Intent.AFTERCARE_QUESTION,
        Intent.COMPLAINT,
        Intent.CANCEL,
        Intent.RUNNING_LATE,
        Intent.OPT_OUT,
        Intent.OPT_IN,
    )
)
"""What these mention is a tattoo or an appointment that exists: no fact of what is wanted."""
BY_RULES_ALONE = frozenset((Intent.OPT_OUT, Intent.OPT_IN, Intent.HUMAN_REQUEST, Intent.COMPLAINT))
"""Who wants no more messages, or a person, or complains: what happens then is too much for weights to say."""
AGREED = frozenset((Intent.YES, Intent.NO))
MAY_AGREE = AGREED | {Intent.ANSWER, Intent.OTHER}
"""What the rules must have seen where a yes or a no is learnt: much follows from these."""
BY_WORDS = frozenset(
    (Intent.RUNNING_LATE, Intent.CANCEL, Intent.DONT_KNOW, Intent.SKIP, Intent.THANKS, Intent.GREETING)
)
"""What nobody means without saying a word of it."""
SHORT = 6
LONG = 16
PUTS_RIGHT = re.compile(r"\s*\*\s*\w[^*\n]*")
""" "*wrist" is how a slip is put right; "*wrist*" is printed bold."""
MANY = 3
"""Facts of a piece in one message."""
CORRECTS_EARLY = 4
"""A correction of what was said before begins with it; later in a first message it corrects that message."""
LEADING = listed("leading")
STOP = frozenset(("stop", "stopp", "unsubscribe"))
BACK_IN = (Intent.OPT_IN, "taken_back")
STOPS_ELSEWHERE = re.compile(rf"{choices('stops_rudely')}[ .!?…]*")
"""A whole message that is STOP in a language that is not read otherwise, or in words that no rule has."""
BESIDE_A_SUBJECT = LEADING | ARTICLES | listed("beside_a_subject")
SIGNS = (
    ("👍👌✅✔💯🆗", Intent.YES),
    ("👎❌", Intent.NO),
    ("🙏❤🫶💕😍🥰", Intent.THANKS),
    ("👋", Intent.GREETING),
)
INTENTS = {intent.value: intent for intent in Intent}


def read_intent(
    message: Message,
    found: list[Found],
    flags: frozenset[str],
    topics: frozenset[Topic],
    context: Context,
) -> Intent:
    verdict = by_rules(message, found, flags, context)
    model = context.weights.get("intent")
    if model is None or verdict in BY_RULES_ALONE or context.asked == "adult" or not _says_something(message):
        return verdict
    if is_not_for_us(message):
        return verdict
    if verdict is Intent.OTHER and is_noticed(message, Notice.ANNOUNCEMENT):
        return verdict
    features = intent_features(message, found, flags, topics, context, verdict)
    learnt = INTENTS[model.best(features)]
    if learnt in BY_WORDS and learnt is not verdict and not _may_be(message, learnt):
        scores = model.scores(features)
        learnt = next(
            intent
            for intent in map(INTENTS.__getitem__, sorted(scores, key=scores.__getitem__, reverse=True))
            if intent not in BY_WORDS or intent is verdict or _may_be(message, intent)
        )
    if learnt is Intent.ENQUIRY and Topic.PRICE in topics and message.of("asks_about", Topic.PRICE):
        # "How much" asks, however much is told beside it.
        return Intent.PRICE_QUESTION
    if (
        learnt is Intent.POLICY_QUESTION
        and verdict is Intent.ENQUIRY
        and not topics
        and message.covered("motif")
    ):
        return verdict  # "can I have a fox then?"
    if learnt is Intent.POLICY_QUESTION and not topics and _is_weighed(found, context):
        return Intent.ANSWER  # "The ankle, or behind the ear?"
    if learnt in AGREED and verdict not in AGREED and any(map(message.is_a_tag, message.of("bare", learnt))):
        return verdict
    return learnt if learnt not in AGREED or verdict in MAY_AGREE else verdict


def _is_weighed(found: list[Found], context: Context) -> bool:
    return any(one.key == context.asked and one.readings for one in found)


def _may_be(message: Message, intent: Intent) -> bool:
    said = (*message.of("phrase", intent), *message.of("bare", intent))
    return any(is_meant(message, hit, intent) for hit in said)


def by_rules(message: Message, found: list[Found], flags: frozenset[str], context: Context) -> Intent:
    facts = {fact.key for fact in found}
    asked_for = facts & {context.asked} - {"idea"}
    if _is_stop(message, facts):
        return Intent.OPT_OUT
    said = {hit.value for hit in message.of("phrase")}
    if is_not_for_us(message):
        return Intent.OTHER
    if Intent.OPT_OUT in said and _wants_back_in(message):
        return Intent.OPT_IN
    if said & {Intent.CANCEL, Intent.RESCHEDULE} and _only_off_that_day(message):
        return Intent.CANCEL
    for intent in OF_CONSEQUENCE if said else ():
        if (
            intent in said
            and _meant(message, intent)
            and not (intent is Intent.COMPLAINT and _is_of_an_old_piece(found, facts, context))
        ):
            changes = (
                intent is Intent.CANCEL and facts - {"idea", "timing"} and _corrects(message, facts, context)
            )
            return Intent.CORRECTION if changes else intent
    if context.asked is None and _only_a_subject(message, found):
        return Intent.ENQUIRY
    bare = _bare(message)
    if bare:
        return _of_bare(bare, asked_for)
    question = _question_by_wording(message)
    if not question and _corrects(message, facts, context):
        return Intent.CORRECTION
    question = question or _question_by_topic(message, found, flags, facts, context)
    passes = ("dont_know", "skip") if question and context.asked else ()
    if question and not any(_said(message, "phrase", one) for one in passes):
        return question
    if "payment_screenshot" in flags and facts <= {"budget", "idea", "reference_images"}:
        return Intent.OTHER
    return _by_facts(message, facts, asked_for, context)


def _is_stop(message: Message, facts: set[str]) -> bool:
    if STOPS_ELSEWHERE.fullmatch(message.text.folded.strip()):
        return True
    return not facts - {"idea"} and _ends_with_stop(message)


def is_not_for_us(message: Message) -> bool:
    """ "Sorry, that was meant for my plumber": nothing in it was said to us, but for a stop."""
    return bool(message.of("phrase", "not_for_us")) and not _meant(message, Intent.OPT_OUT)


def _only_off_that_day(message: Message) -> bool:
    """ "I can't come on Friday, take me off there": of an appointment, and no wish for silence."""
    off, out = message.of("phrase", "off_that_day"), message.of("phrase", Intent.OPT_OUT)
    return bool(off and out) and all(any(map(hit.overlaps, off)) for hit in out)


def _is_of_an_old_piece(found: list[Found], facts: set[str], context: Context) -> bool:
    """ "It turned out horrible, can you cover it?": who tells of a piece at length complains of no service here."""
    covers = any(fact.key == "cover_up" and fact.value == "cover_up" for fact in found)
    return covers or context.asked == "cover_up" or len(facts & OF_THE_PIECE) >= MANY


def _meant(message: Message, intent: str) -> list[Hit]:
    meant = [hit for hit in _said(message, "phrase", intent) if is_meant(message, hit, intent)]
    if meant and intent is Intent.RUNNING_LATE and is_noticed(message, Notice.ANNOUNCEMENT):
        # "Pictures later, I'm on the train": late is who names minutes.
        return [hit for hit in meant if _names_a_number(message, hit)]
    return meant


def _names_a_number(message: Message, hit: Hit) -> bool:
    first, after = message.clause(hit.first)[0], message.clause(hit.after - 1)[1]
    return any(word.isdecimal() for word in message.words[first:after])


def _wants_back_in(message: Message) -> bool:
    """ "I asked you to stop in March, you can start again": the last word counts. "I take it back" is enough there."""
    out = _meant(message, Intent.OPT_OUT)
    back = [hit for said in BACK_IN for hit in _said(message, "phrase", said) if is_meant(message, hit, said)]
    end = max((hit.after for hit in out), default=0)
    return bool(out) and any(hit.first >= end and message.broken(end - 1, hit.first) for hit in back)


def _ends_with_stop(message: Message) -> bool:
    """ "You've got the wrong person, stop": the last clause is nothing else."""
    if STOP.isdisjoint(message.words):
        return False
    last = [at for at in range(len(message.words)) if message.gaps[at]]
    clause = message.words[last[-1] :] if last else message.words
    courtesy = vocabulary().courtesy
    if last and is_reported(message, last[-1], last[-1] + 1):
        return False
    return any(word in STOP for word in clause) and all(word in STOP or word in courtesy for word in clause)


def _only_a_subject(message: Message, found: Iterable[Found]) -> bool:
    """ "Hi! A swallow, please": beside the courtesies there is only a thing, with its article or one that is known."""
    idea = next((fact for fact in found if fact.key == "idea"), None)
    if idea is None:
        return False
    named = [at for at, token in enumerate(message.text.tokens) if idea.start <= token.start < idea.end]
    polite = message.covered("phrase", "greeting")
    rest = [at for at in range(len(message.words)) if at not in polite and at not in named]
    has_article = any(message.words[at] in ARTICLES for at in rest if named[0] - 3 <= at < named[0])
    known = not message.covered("motif").isdisjoint(named)
    return (has_article or known) and all(message.words[at] in BESIDE_A_SUBJECT for at in rest)


def _of_bare(bare: str, asked_for: set[str]) -> Intent:
    if bare in ("dont_know", "nothing") and asked_for:
        return Intent.ANSWER
    return {"approval": Intent.YES, "nothing": Intent.NO}.get(bare) or Intent(bare)


def _by_facts(message: Message, facts: set[str], asked_for: set[str], context: Context) -> Intent:
    for intent in (Intent.SKIP, Intent.DONT_KNOW):
        if _said(message, "phrase", intent) and not (facts if context.asked == "idea" else facts - {"idea"}):
            return intent
    if context.asked:
        if facts <= {"reference_images", "idea"} and context.asked not in facts:
            if is_noticed(message, Notice.ANNOUNCEMENT):
                return Intent.OTHER
            if is_noticed(message, Notice.HESITATION):
                return Intent.DONT_KNOW
        if context.asked == "instagram" and message.of("instagram", "none"):
            return Intent.NO
        return Intent.ANSWER if facts or _says_something(message) else Intent.OTHER
    if _said(message, "phrase", "enquiry") or facts & OF_THE_PIECE:
        return Intent.ENQUIRY
    if facts - {"idea"}:
        return Intent.ANSWER
    for intent in (Intent.THANKS, Intent.GREETING):
        said = _said(message, "phrase", intent)
        if said and len(message.words) <= SHORT and (intent is Intent.THANKS or said[0].first == 0):
            return intent
    return Intent.OTHER


def _says_something(message: Message) -> bool:
    courtesy = vocabulary().courtesy
    return any(word not in courtesy for word in message.words)


def _corrects(message: Message, facts: set[str], context: Context) -> bool:
    if PUTS_RIGHT.fullmatch(message.text.raw) and len(message.words) <= LONG:
        return True
    if not message.of("phrase"):
        return False
    if not context.asked and (_said(message, "phrase", "greeting") or _corrects_late(message)):
        return False
    if _said(message, "phrase", "correction"):
        return True
    return bool(_said(message, "phrase", "second_thought")) and bool(facts) and context.asked not in facts


def _corrects_late(message: Message) -> bool:
    hits = _said(message, "phrase", "correction") + _said(message, "phrase", "second_thought")
    return (
        bool(hits)
        and min(hit.first for hit in hits) >= CORRECTS_EARLY
        and bool(_said(message, "phrase", "enquiry"))
    )


def _question_by_wording(message: Message) -> Intent | None:
    asks = QUESTIONS if message.of("asks") else ()
    return next((intent for intent in asks if _said(message, "asks", intent)), None)


def _question_by_topic(
    message: Message, found: Iterable[Found], flags: frozenset[str], facts: set[str], context: Context
) -> Intent | None:
    if "?" not in message.gaps and not message.of("question"):
        return None
    asking = _asking(message, by_opening=len(facts & OF_THE_PIECE) < 2)
    for intent in QUESTIONS if message.of("topic") else ():
        if intent is Intent.AVAILABILITY_QUESTION and context.asked == "timing" and "timing" in facts:
            continue
        if any(asking[hit.first] for hit in _said(message, "topic", intent)):
            return intent
    if not any(asking):
        return None
    if flags & {"medical", "pregnant", "minor"}:
        return Intent.POLICY_QUESTION
    asked_about = {fact.key for fact in found if asking[_token_at(message, fact.start)]}
    if not facts & {"placement", "style", "cover_up", "colour"}:
        if "budget" in asked_about and context.asked != "budget":
            return Intent.PRICE_QUESTION
        if "timing" in asked_about and context.asked != "timing":
            return Intent.AVAILABILITY_QUESTION
    if not facts - {"idea"} and not _said(message, "phrase", "enquiry") and not message.of("robot"):
        return Intent.POLICY_QUESTION
    return None


def _asking(message: Message, by_opening: bool) -> list[bool]:
    """Which tokens stand in a question: before a question mark, or in a sentence that begins like one."""
    opens = {hit.first for hit in message.of("question")} if by_opening else set()
    greetings = message.covered("phrase", "greeting")
    asking: list[bool] = []
    start, opened, leading = 0, False, True
    for at, word in enumerate(message.words):
        leading = leading or bool(message.gaps[at])
        opened = opened or (leading and at in opens)
        leading = leading and (at in greetings or word in LEADING)
        end = message.gaps[at + 1]
        if end in (".", "?") or at + 1 == len(message.words):
            asking += [opened or end == "?"] * (at + 1 - start)
            start, opened, leading = at + 1, False, True
    return asking


def _token_at(message: Message, start: int) -> int:
    return next(
        (at for at, token in enumerate(message.text.tokens) if token.end > start), len(message.words) - 1
    )


def _said(message: Message, kind: str, intent: str) -> list[Hit]:
    said = message.of(kind, intent)
    if not said:
        return said
    blocks = message.of("phrase", f"not_{intent}")
    return [hit for hit in said if not any(map(hit.overlaps, blocks))]


def _bare(message: Message) -> str | None:
    """The intent of a message that is nothing but it, and courtesy."""
    if not message.words:
        return next(
            (intent for signs, intent in SIGNS if any(sign in message.text.raw for sign in signs)), None
        )
    if not message.of("bare") and not message.of("phrase"):
        return None
    said = {hit.value for kind in ("bare", "phrase") for hit in message.of(kind)}
    intents = [intent for intent in BARE if intent in said]
    if not intents:
        return None
    courtesy = vocabulary().courtesy
    polite = (message.covered("phrase", kind) for kind in ("approval", "thanks", "farewell"))
    allowed = set().union(*polite, (at for at, word in enumerate(message.words) if word in courtesy))
    for intent in intents:
        asks = intent == Intent.HUMAN_REQUEST
        phrases = _said(message, "phrase", intent) if asks else message.of("phrase", intent)
        hits = (*message.of("bare", intent), *phrases)
        covered = {at for hit in hits for at in range(hit.first, hit.after)}
        if len(covered | allowed) == len(message.words):
            return intent
    return None
