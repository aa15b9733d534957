"""The page of the settings where a shop connects what its applications come from."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def page() -> str:
    """申请来源"""
    return say("origins.page", "Sources")


def title() -> str:
    """申请从哪里来"""
    return say("origins.title", "Where applications come from")


def lead() -> str:
    """微信支付投诉随商户号自动接入。店里还有小程序或微信小店的，在这里接上。"""
    return say(
        "origins.lead",
        "WeChat Pay complaints come with the merchant number. Connect a mini program or a WeChat "
        "Store here.",
    )


def lead_practice() -> str:
    """练习店铺自带练习用的小程序后台和微信小店，已经接好，不能改。"""
    return say(
        "origins.lead_practice",
        "The practice shop comes with a practice backend and Store, connected already. Nothing "
        "here can be changed.",
    )


def feed_title() -> str:
    """自己的小程序后台"""
    return say("origins.feed_title", "Your own mini program's backend")


def feed_lead() -> str:
    """后台按约定开放几个接口，申请就会出现在收件箱，回复和进度也会发回小程序。"""
    return say(
        "origins.feed_lead",
        "Once it offers the agreed calls, applications appear in the inbox, and replies and "
        "progress go back.",
    )


def feed_address() -> str:
    """后台地址"""
    return say("origins.feed_address", "Address")


def feed_address_hint() -> str:
    """后台开发给的地址，以 https:// 开头"""
    return say("origins.feed_address_hint", "From whoever made the backend; begins with https://")


def feed_key_id() -> str:
    """密钥编号"""
    return say("origins.feed_key_id", "Key id")


def feed_secret() -> str:
    """共享密钥"""
    return say("origins.feed_secret", "Shared secret")


def feed_secret_hint() -> str:
    """至少 32 个字符。封存在账本里，保存后不再显示，也不进备份。"""
    return say(
        "origins.feed_secret_hint",
        "32 characters or more. Sealed in the books, never shown again, in no backup.",
    )


def store_title() -> str:
    """微信小店"""
    return say("origins.store_title", "WeChat Store")


def store_lead() -> str:
    """小店的售后单会出现在收件箱。在这里同意，钱由微信小店退。"""
    return say(
        "origins.store_lead",
        "After-sales of the Store appear in the inbox. You agree here, the platform refunds.",
    )


def store_appid() -> str:
    """小店 AppID"""
    return say("origins.store_appid", "The Store's AppID")


def store_secret() -> str:
    """小店 AppSecret"""
    return say("origins.store_secret", "The Store's AppSecret")


def store_secret_hint() -> str:
    """小店后台的开发设置里生成，并把这台电脑的 IP 加进白名单。封存在账本里，保存后不再显示。"""
    return say(
        "origins.store_secret_hint",
        "Made in the Store's developer settings; allow this PC's address there, too. Sealed in "
        "the books, never shown again.",
    )


def secret_kept() -> str:
    """已保存，不再显示。要换就重新填写"""
    return say("origins.secret_kept", "Saved and not shown. Type a new one to change it")


def state_none() -> str:
    """未连接"""
    return say("origins.state_none", "Not connected")


def state_on() -> str:
    """已连接"""
    return say("origins.state_on", "Connected")


def state_locked() -> str:
    """要重新填写密钥"""
    return say("origins.state_locked", "Secret needed again")


def test() -> str:
    """测试"""
    return say("origins.test", "Test")


def testing() -> str:
    """正在测试"""
    return say("origins.testing", "Testing")


def save() -> str:
    """保存并连接"""
    return say("origins.save", "Save and connect")


def disconnect() -> str:
    """断开"""
    return say("origins.disconnect", "Disconnect")


def test_note() -> str:
    """测试只读取，不改变任何东西"""
    return say("origins.test_note", "A test only reads and changes nothing")


def saved(source: str) -> str:
    """已连接{source}，正在读取申请"""
    return say(
        "origins.saved", "{source} connected. Its applications are being read", source=source
    )


def ask_title(source: str) -> str:
    """断开{source}"""
    return say("origins.ask_title", "Disconnect: {source}", source=source)


def ask_note() -> str:
    """新的申请不再进来，还没发出的回复会停在这里。已有的申请和记录都留着。密钥会删掉，以后可以重新接上。"""
    return say(
        "origins.ask_note",
        "No new applications come in, and replies not sent yet stay here. What is there stays, "
        "with its history. The secret is deleted; you can connect again later.",
    )


def disconnected(source: str) -> str:
    """已断开{source}，记录都留着"""
    return say("origins.disconnected", "{source} disconnected. Its history stays", source=source)


def wrong_address() -> str:
    """这不像一个地址。应当像 https://shop.example/refund-desk，后面不带问号和用户名"""
    return say(
        "origins.wrong_address",
        "This is no address. It looks like https://shop.example/refund-desk, without query or "
        "user name",
    )


def wrong_plain() -> str:
    """地址要以 https:// 开头，否则路上的人能看到客户资料"""
    return say(
        "origins.wrong_plain",
        "The address must begin with https://, or others on the way could read customers' data",
    )


def wrong_key_id() -> str:
    """密钥编号是 1 到 128 个字母、数字或符号，没有空格"""
    return say("origins.wrong_key_id", "A key id is 1 to 128 letters, digits or signs, no blanks")


def secret_short() -> str:
    """密钥不到 32 个字节，容易被猜到，约定不收"""
    return say(
        "origins.secret_short", "The secret has less than 32 bytes: too easy to guess, not allowed"
    )


def secret_long() -> str:
    """密钥太长，最多 1024 个字节"""
    return say("origins.secret_long", "The secret is too long: at most 1024 bytes")


def feed_secret_needed() -> str:
    """请填写共享密钥。换了地址或密钥编号，也要重新填写"""
    return say(
        "origins.feed_secret_needed",
        "Enter the shared secret; a new address or key id needs it again",
    )


def store_secret_needed() -> str:
    """请填写 AppSecret。换了 AppID，也要重新填写"""
    return say("origins.store_secret_needed", "Enter the AppSecret; a new AppID needs it again")


def wrong_appid() -> str:
    """AppID 以 wx 开头，共 18 位"""
    return say("origins.wrong_appid", "An AppID begins with wx and has 18 characters")


def wrong_app_secret() -> str:
    """AppSecret 是一串字母和数字（一般 32 位）"""
    return say("origins.wrong_app_secret", "An AppSecret is letters and digits, 32 as a rule")


def off() -> str:
    """这个来源没有连接。请到“设置”的“申请来源”里连接"""
    return say("origins.off", "This source is not connected. Connect it in the settings, Sources")


def locked() -> str:
    """密钥不在这份账本里。请到“设置”的“申请来源”里重新填写"""
    return say(
        "origins.locked",
        "Its secret is not in these books. Enter it again in the settings, Sources",
    )


def audit_connected() -> str:
    """连接了一个申请来源"""
    return say("origins.audit_connected", "A source of applications was connected")


def audit_disconnected() -> str:
    """断开了一个申请来源"""
    return say("origins.audit_disconnected", "A source of applications was disconnected")
