"""What the bank makes of a card that came encrypted."""

import pytest

from tests.practice.shop_in_thread import Far
from tests.practice.signing_client import REFUNDS
from tests.practice.test_refund_rules import number_of, refund

NUMBER = "6222020000001234567"
HOLDER = "卫小燕"
BANKS = "CMB COMM ABC CCB ICBC BOC PAB SPDB CITIC CEB CMBC CIB GDB PSBC NBCB".split()


def sent_on(far: Far, *, bank: str = "ICBC", number: str = NUMBER, holder: str = HOLDER) -> str:
    """Send an abnormal refund on to this card; the code of the answer, empty when it was taken."""
    made = far.fresh(settles="abnormal")
    refund_id = refund(far, made, number_of(made), 1).json["refund_id"]
    assert far.merchant.query(number_of(made)).json["status"] == "ABNORMAL"
    serial = far.ready["public_key_id"]
    body = {
        "out_refund_no": number_of(made),
        "type": "USER_BANK_CARD",
        "bank_type": f"{bank}_DEBIT",
        "bank_account": far.merchant.encrypt(number, serial),
        "real_name": far.merchant.encrypt(holder, serial),
    }
    target = f"{REFUNDS}/{refund_id}/apply-abnormal-refund"
    heard = far.merchant.post(target, body, headers={"Wechatpay-Serial": serial})
    return "" if heard.status == 200 else str(heard.code)


@pytest.mark.parametrize("bank", BANKS)
def test_the_fifteen_banks_are_known(far: Far, bank: str) -> None:
    assert sent_on(far, bank=bank) == ""


def test_another_bank_is_not(far: Far) -> None:
    assert sent_on(far, bank="BOSH") == "PARAM_ERROR"


@pytest.mark.parametrize(
    "number", ["622202000000123", "62220200000012345678", "622202000000123456x"]
)
def test_the_decrypted_number_is_checked(far: Far, number: str) -> None:
    assert sent_on(far, number=number) == "PARAM_ERROR"


@pytest.mark.parametrize("holder", [" ", "卫小燕6"])
def test_the_decrypted_name_is_checked(far: Far, holder: str) -> None:
    assert sent_on(far, holder=holder) == "PARAM_ERROR"
