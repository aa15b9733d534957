"""What went wrong, what happened to the money, and what to do."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def too_much(max: str) -> str:
    """最多还能退 {max}，请改小"""
    return say("notices.too_much", "At most {max} can be refunded. Enter less.", max=max)


def zero() -> str:
    """请填写大于 ¥0.00 的金额"""
    return say("notices.zero", "Enter more than ¥0.00.")


def not_yuan() -> str:
    """请填写金额，例如 108 或 108.50"""
    return say("notices.not_yuan", "Enter yuan, such as 108 or 108.50.")


def retype(amt: str) -> str:
    """金额较大，请再输入一次 {amt}"""
    return say("notices.retype", "Large amount. Type {amt} again.", amt=amt)


def locked() -> str:
    """金额由微信小店的售后单决定，要改请用“协商”"""
    return say("notices.locked", "The WeChat Store order sets this amount. Use Offer to change it.")


def limit_over(lim: str) -> str:
    """超过你的单笔限额 {lim}，已请店长同意"""
    return say("notices.limit_over", "Over your limit of {lim}. Sent to the owner.", lim=lim)


def limit_day(lim: str) -> str:
    """今天的限额 {lim} 用完了，请店长处理"""
    return say("notices.limit_day", "Your daily limit {lim} is used up. Ask the owner.", lim=lim)


def nothing_left() -> str:
    """这笔付款已经没有可退的钱"""
    return say("notices.nothing_left", "Nothing of this payment is left to refund.")


def order_none() -> str:
    """微信里没找到这个订单，不能退。请核对单号"""
    return say(
        "notices.order_none",
        "WeChat has no such order, so it cannot be refunded. Check the number.",
    )


def order_unread() -> str:
    """还没向微信查到订单，暂时不能退"""
    return say(
        "notices.order_unread", "The order was not read from WeChat yet, so it cannot be refunded."
    )


def order_unpaid() -> str:
    """这个订单没有付款，不能退"""
    return say("notices.order_unpaid", "This order was not paid, so there is nothing to refund.")


def order_currency() -> str:
    """不是人民币付款，请到商户平台退"""
    return say("notices.order_currency", "Not paid in yuan. Refund it on the merchant site.")


def order_pick() -> str:
    """这个投诉有几个订单，请先选一个"""
    return say("notices.order_pick", "This complaint names several orders. Choose one first.")


def ended() -> str:
    """这笔已经处理完，不能再退"""
    return say("notices.ended", "This application is closed.")


def halted() -> str:
    """已停止发送，原因见上面的提示"""
    return say("notices.halted", "Sending is stopped. See the line above.")


def elsewhere() -> str:
    """在别处退过款，微信没说退了多少。请到商户平台查"""
    return say(
        "notices.elsewhere",
        "Refunded outside this program, and WeChat does not say how much. Look at the"
        " merchant site.",
    )


def elsewhere_moving() -> str:
    """这笔付款的另一个申请正在退款"""
    return say("notices.elsewhere_moving", "Another application of this payment is being refunded.")


def full_refunded() -> str:
    """微信显示这笔已经全额退款"""
    return say("notices.full_refunded", "WeChat says this was refunded in full.")


def changed() -> str:
    """客户刚刚撤回了申请，没有退款"""
    return say("notices.changed", "The customer withdrew. Nothing was refunded.")


def changed_closed() -> str:
    """投诉单刚刚结束了，没有退款"""
    return say(
        "notices.changed_closed", "The complaint was closed meanwhile. Nothing was refunded."
    )


def changed_amount() -> str:
    """客户刚刚改了金额，没有退款，请再看一次"""
    return say(
        "notices.changed_amount",
        "The customer changed the amount. Nothing was refunded. Look again.",
    )


def changed_offer() -> str:
    """客户刚刚同意了协商的金额，没有退款，请再看一次"""
    return say(
        "notices.changed_offer",
        "The customer has just agreed to your offer. Nothing was refunded. Look again.",
    )


def changed_decided() -> str:
    """已经退款了，这条没有再发给客户"""
    return say(
        "notices.changed_decided", "It was refunded meanwhile. The customer was not told this."
    )


def changed_refunded() -> str:
    """刚刚在别处退过了，没有再退"""
    return say(
        "notices.changed_refunded",
        "It was refunded elsewhere meanwhile. Nothing was refunded again.",
    )


def changed_refundable() -> str:
    """可退金额变了，没有退款，请重新核对"""
    return say(
        "notices.changed_refundable",
        "The refundable amount changed. Nothing was refunded. Check again.",
    )


def changed_goods() -> str:
    """订单的商品资料变了，没有退款，请重新勾选"""
    return say(
        "notices.changed_goods",
        "What the shop says of the goods changed. Nothing was refunded. Tick them again.",
    )


def pre_flight_offline() -> str:
    """没有联网，没有提交"""
    return say("notices.pre_flight_offline", "Offline, nothing was sent.")


def pre_flight_slow() -> str:
    """微信没有及时回答，没有提交，请稍后再点一次"""
    return say(
        "notices.pre_flight_slow",
        "WeChat did not answer in time, nothing was sent. Press again in a moment.",
    )


def other_edit(who: str) -> str:
    """{who} 正在处理这一笔"""
    return say("notices.other_edit", "{who} is working on this one.", who=who)


def net_off() -> str:
    """没有联网。可以看、可以写草稿，退款和回复要等联网后由你再点一次"""
    return say(
        "notices.net_off", "Offline. You can read and draft. Refunds and replies wait for you."
    )


def net_slow() -> str:
    """微信回答得很慢，请稍后再试"""
    return say("notices.net_slow", "WeChat answers slowly. Try again in a moment.")


def far_trouble() -> str:
    """微信那边暂时出了问题，会再试"""
    return say("notices.far_trouble", "WeChat has trouble at the moment. It will be tried again.")


def far_busy() -> str:
    """微信要求慢一点，会再试"""
    return say("notices.far_busy", "WeChat asks to go slower. It will be tried again.")


def far_nonsense() -> str:
    """收到的回答不是微信支付签名的，或者不完整，没有采信"""
    return say(
        "notices.far_nonsense",
        "The answer did not come from WeChat Pay or was damaged. It was not believed.",
    )


def far_denied() -> str:
    """微信说没有权限。店里电脑的外网地址会变：请到商户平台的“IP 安全配置”加上它，或关掉这项；不是的话请确认这项功能已开通"""
    return say(
        "notices.far_denied",
        "WeChat says this is not permitted. A shop PC's address changes: add it to the IP list on"
        " the merchant site, or switch the list off. Otherwise ask WeChat to open the function.",
    )


def far_ruled() -> str:
    """微信没有答复这次查询（它的规则不允许），稍后会再问。一直这样请联系微信支付客服"""
    return say(
        "notices.far_ruled",
        "WeChat's rules did not allow this question. It will be asked again. If it stays so, ask"
        " WeChat Pay support.",
    )


def sync_fail_lead(src: str) -> str:
    """{src} 没同步上"""
    return say("notices.sync_fail_lead", "{src} did not sync", src=src)


def sync_fail_rest(*, why: str, n: int) -> str:
    """{why}。{n} 分钟后再试"""
    return say("notices.sync_fail_rest", "{why} Next try in {n} min.", why=why, n=n)


def unreadable_lead() -> str:
    """没收全"""
    return say("notices.unreadable_lead", "Not all came in")


def some_unreadable(n: int) -> str:
    """{n} 笔申请读不懂，没有收进来，其余都收到了。请到商户平台看这 {n} 笔"""
    return say_count(
        "notices.some_unreadable",
        "{n} application could not be understood, all others came in. See it on the merchant site.",
        "{n} applications could not be understood, all others came in. See them on the"
        " merchant site.",
        n,
    )


def key_bad() -> str:
    """密钥不对，微信没有通过。请检查 APIv3 密钥和证书是不是同一个商户号的"""
    return say(
        "notices.key_bad",
        "WeChat refused the key. Check that key and certificate belong to one merchant.",
    )


def clock_bad(n: int) -> str:
    """电脑时间差了 {n} 分钟，微信会拒绝。请先校准时间"""
    return say(
        "notices.clock_bad",
        "This PC's clock is off by {n} min. Set it, or WeChat will refuse.",
        n=n,
    )


def clock_off(n: int) -> str:
    """电脑时间差了 {n} 秒"""
    return say("notices.clock_off", "This PC's clock is off by {n} s.", n=n)


def cert_soon(n: int) -> str:
    """商户证书 {n} 天后到期，到期后不能退款"""
    return say_count(
        "notices.cert_soon",
        "The certificate expires in {n} day. Refunds stop then.",
        "The certificate expires in {n} days. Refunds stop then.",
        n,
    )


def cert_today() -> str:
    """商户证书今天到期，到期后不能退款"""
    return say("notices.cert_today", "The certificate expires today. Refunds stop then.")


def backup_old(n: int) -> str:
    """{n} 天没备份了"""
    return say_count("notices.backup_old", "No backup for {n} day.", "No backup for {n} days.", n)


def with_request(*, text: str, number: str) -> str:
    """{text}（请求号 {number}）"""
    return say("notices.with_request", "{text} Request no. {number}", text=text, number=number)


def reply_stuck() -> str:
    """有一条回复一天都没发出去，请重发或放弃"""
    return say(
        "notices.reply_stuck", "A reply did not reach WeChat for a day. Send it again or drop it."
    )


def changed_gone() -> str:
    """投诉单已经不在了，没有退款"""
    return say("notices.changed_gone", "The complaint is no longer there. Nothing was refunded.")


def abnormal_gone() -> str:
    """微信那边这笔已经不是异常了，请再看一次"""
    return say(
        "notices.abnormal_gone", "WeChat no longer says that this refund is abnormal. Look again."
    )


def abnormal_refused() -> str:
    """微信没有受理，这笔还是“退款异常”，钱没有动"""
    return say(
        "notices.abnormal_refused", "WeChat did not take it. It is still abnormal; no money moved."
    )


def give_up_unread() -> str:
    """没收到微信的回答，暂时不能放弃，请再试一次"""
    return say(
        "notices.give_up_unread", "WeChat did not answer, so it cannot be given up yet. Try again."
    )


def give_up_taken() -> str:
    """微信其实已经受理这笔，没有放弃"""
    return say("notices.give_up_taken", "WeChat has this refund after all. It was not given up.")


def reason_long() -> str:
    """退款原因太长，微信不收，请删短一些"""
    return say("notices.reason_long", "The reason is too long for WeChat. Shorten it.")


def red_tick() -> str:
    """有不符合政策的地方，请先勾“我知道”"""
    return say("notices.red_tick", "A check is not met. Tick “I know” first.")


def rejecting() -> str:
    """正在发出拒绝，不能再操作"""
    return say("notices.rejecting", "A rejection is already being sent.")


def note_long() -> str:
    """备注太长了，最多 200 个字"""
    return say("notices.note_long", "The note is too long: 200 characters at most.")


def reply_long() -> str:
    """太长了，微信最多收 200 个字"""
    return say("notices.reply_long", "Too long for WeChat: 200 characters and 500 bytes at most.")


def outbox_old() -> str:
    """一天都没发出去，请重发或放弃"""
    return say("notices.outbox_old", "Not sent for a day. Send it again or drop it.")


def message_refused() -> str:
    """微信没有收这条消息，请改一下再发"""
    return say(
        "notices.message_refused", "WeChat did not take the message. Change it and send again."
    )
