"""Photographs that a phone hands over: the dialog at the desk, and the page on the phone."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def offer() -> str:
    """用手机拍"""
    return say("phone_photos.offer", "Use a phone")


def title() -> str:
    """用手机拍凭证"""
    return say("phone_photos.title", "Take pictures with a phone")


def hint() -> str:
    """手机和电脑连同一个 Wi-Fi，扫码拍照。5 分钟内有效"""
    return say("phone_photos.hint", "Same Wi-Fi, scan and take the photo. Valid for 5 minutes.")


def step_scan() -> str:
    """用微信或相机扫这个码"""
    return say("phone_photos.step_scan", "Scan this code with WeChat or the camera")


def step_send() -> str:
    """拍照，点“发送”"""
    return say("phone_photos.step_send", "Take the picture and press Send")


def step_here() -> str:
    """照片马上出现在电脑上，地点和手机型号已去掉"""
    return say("phone_photos.step_here", "It appears here at once, without place and phone model")


def plain_network() -> str:
    """照片只走店里的网络，路上没有加密。不要用公共 Wi-Fi。"""
    return say(
        "phone_photos.plain_network",
        "Pictures stay on the shop's network and are not encrypted on the way. Do not use a "
        "public Wi-Fi.",
    )


def firewall() -> str:
    """第一次用时 Windows 会问是否允许，请勾“专用网络”。"""
    return say(
        "phone_photos.firewall", "Windows asks once whether to allow this: tick “Private networks”."
    )


def code_name(url: str) -> str:
    """二维码，内容是 {url}"""
    return say("phone_photos.code_name", "QR code of {url}", url=url)


def waiting(time: str) -> str:
    """等手机扫码，还有 {time}"""
    return say("phone_photos.waiting", "Waiting for a phone, {time} left", time=time)


def connected(time: str) -> str:
    """手机已连上，还有 {time}"""
    return say("phone_photos.connected", "A phone is connected, {time} left", time=time)


def received(n: int) -> str:
    """收到 {n} 张"""
    return say_count("phone_photos.received", "{n} picture received", "{n} pictures received", n)


def over() -> str:
    """5 分钟到了，这个码不能再用。要接着拍，请换一个码。"""
    return say("phone_photos.over", "The five minutes are over. Make a new code to go on.")


def full() -> str:
    """已经满 4 张"""
    return say("phone_photos.full", "There are four pictures already")


def no_network() -> str:
    """这台电脑没有连到店里的网络，手机找不到它。请先连 Wi-Fi 或网线，再换一个码。"""
    return say(
        "phone_photos.no_network",
        "This PC is in no network that a phone could reach. Connect it, then make a new code.",
    )


def another() -> str:
    """换一个码"""
    return say("phone_photos.another", "New code")


def another_address(address: str) -> str:
    """手机打不开？换成 {address}"""
    return say("phone_photos.another_address", "Does not open? Use {address}", address=address)


def done() -> str:
    """完成"""
    return say("phone_photos.done", "Done")


def picture(n: int) -> str:
    """手机照片 {n}"""
    return say("phone_photos.picture", "Phone picture {n}", n=n)


def page_title() -> str:
    """拍照发到退款台"""
    return say("phone_photos.page_title", "Pictures for the refund desk")


def page_lead() -> str:
    """拍好或选好照片，再点发送。请不要拍到无关的人。"""
    return say(
        "phone_photos.page_lead", "Take or choose pictures, then press Send. Keep bystanders out."
    )


def page_camera() -> str:
    """拍照"""
    return say("phone_photos.page_camera", "Take a picture")


def page_album() -> str:
    """从相册选"""
    return say("phone_photos.page_album", "Choose from the album")


def page_send() -> str:
    """发送到电脑"""
    return say("phone_photos.page_send", "Send to the PC")


def page_gone() -> str:
    """这个码已经用过，或者过期了。请在电脑上点“换一个码”，再扫一次。"""
    return say(
        "phone_photos.page_gone",
        "This code was used or is over. Press “New code” on the PC and scan again.",
    )


def page_full() -> str:
    """已经够了，电脑上不能再加了。"""
    return say("phone_photos.page_full", "That is enough: the PC takes no more.")


def page_sent(n: int) -> str:
    """电脑收到 {n} 张。可以接着拍。"""
    return say_count(
        "phone_photos.page_sent",
        "The PC has {n} picture. You can go on.",
        "The PC has {n} pictures. You can go on.",
        n,
    )


def page_big() -> str:
    """照片太大，没有收。请降低相机的分辨率再拍。"""
    return say("phone_photos.page_big", "Too large, not taken. Use a lower resolution.")


def page_type() -> str:
    """这个文件不是照片，没有收。可以用 JPG、PNG。"""
    return say("phone_photos.page_type", "That is no picture, not taken. Use JPG or PNG.")


def page_max() -> str:
    """只收了前面几张，电脑上最多 4 张。"""
    return say("phone_photos.page_max", "Only the first were taken: the PC holds four at most.")
