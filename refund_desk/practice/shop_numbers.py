"""Numbers and people of the practice shop, drawn from a seeded source of chance."""

import random
from dataclasses import dataclass

from refund_desk.practice.shop_words import GIVEN_NAMES, REGIONS, SURNAMES

_OPENID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


@dataclass(frozen=True, slots=True)
class Person:
    """A buyer: the name on the parcel, the nickname, a phone and where they live."""

    name: str
    nickname: str
    phone: str
    region: str


class Numbers:
    """Numbers of one kind of rows; `kind` is a digit that keeps the kinds apart."""

    def __init__(self, chance: random.Random, kind: str) -> None:
        self._chance = chance
        self._kind = kind

    def _digits(self, count: int) -> str:
        return f"{self._chance.randrange(10**count):0{count}d}"

    def transaction_id(self, index: int) -> str:
        """28 digits as WeChat Pay writes them."""
        return f"42000024{self._kind}0202611{index % 10**7:07d}{self._digits(5)}"

    def out_trade_no(self, index: int) -> str:
        """The shop's own number of a sale."""
        return f"QH{self._kind}{index:08d}{self._digits(4)}"

    def complaint_id(self, index: int) -> str:
        """27 digits as WeChat Pay writes them."""
        return f"2002018{self._kind}{index % 10**7:07d}{self._digits(12)}"

    def refund_id(self, index: int) -> str:
        """29 digits as WeChat Pay writes them."""
        return f"503000{self._kind}{index:010d}{self._digits(12)}"

    def openid(self) -> str:
        """The payer's id in the shop's mini program."""
        return "oQH5t" + "".join(self._chance.choices(_OPENID_LETTERS, k=23))

    def media_hex(self) -> str:
        """The random part of a media id."""
        return f"{self._chance.getrandbits(96):024X}"

    def tracking_tail(self) -> str:
        """The last eight digits of a parcel number."""
        return self._digits(8)


def random_person(chance: random.Random) -> Person:
    """An invented buyer."""
    name = chance.choice(SURNAMES) + chance.choice(GIVEN_NAMES)
    head = chance.choice(("138", "139", "137", "158", "186", "177", "135", "199"))
    phone = f"{head}{chance.randrange(10**8):08d}"
    return Person(name=name, nickname=name, phone=phone, region=chance.choice(REGIONS))
