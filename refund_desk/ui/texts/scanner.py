"""Pictures out of the folder of a scanner."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say, say_count


def offer() -> str:
    """扫描仪"""
    return say("scanner.offer", "Scanner")


def choose() -> str:
    """选扫描仪存图片的文件夹"""
    return say("scanner.choose", "Choose the folder into which the scanner puts its pictures")


def another() -> str:
    """换一个文件夹…"""
    return say("scanner.another", "Another folder…")


def forget() -> str:
    """不再看这个文件夹"""
    return say("scanner.forget", "Stop looking into this folder")


def add(n: int) -> str:
    """加入新扫的 {n} 张"""
    return say_count("scanner.add", "Add {n} new scan", "Add {n} new scans", n)


def waiting(folder: str) -> str:
    """正在看“{folder}”，新扫的图片会出现在这里"""
    return say("scanner.waiting", "Watching “{folder}”: new scans appear here", folder=folder)


def gone(folder: str) -> str:
    """“{folder}”打不开，请换一个文件夹"""
    return say("scanner.gone", "“{folder}” cannot be opened. Choose another folder.", folder=folder)
