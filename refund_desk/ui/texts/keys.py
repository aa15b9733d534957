"""The command palette and the list of keys."""

from __future__ import annotations

from refund_desk.ui.texts.translating import say


def title() -> str:
    """快捷键"""
    return say("keys.title", "Keys")


def next() -> str:
    """下一笔"""
    return say("keys.next", "Next application")


def previous() -> str:
    """上一笔"""
    return say("keys.previous", "Previous application")


def focus_detail() -> str:
    """到右边详情"""
    return say("keys.focus_detail", "Go to the detail")


def back_to_list() -> str:
    """关闭、清空、回到列表"""
    return say("keys.back_to_list", "Close, clear, back to the list")


def pick() -> str:
    """选上或取消这一笔"""
    return say("keys.pick", "Pick this one, or let it go")


def pick_all() -> str:
    """选上已载入的"""
    return say("keys.pick_all", "Pick all that is loaded")


def confirm_in_dialog() -> str:
    """在确认窗里：确认"""
    return say("keys.confirm_in_dialog", "Confirm, in a dialog")


def approve() -> str:
    """同意并退款"""
    return say("keys.approve", "Approve and refund")


def reject() -> str:
    """拒绝退款"""
    return say("keys.reject", "Reject")


def compose() -> str:
    """写回复"""
    return say("keys.compose", "Write a reply")


def search() -> str:
    """搜索"""
    return say("keys.search", "Search")


def quick_replies() -> str:
    """快捷回复"""
    return say("keys.quick_replies", "Quick replies")


def send_reply() -> str:
    """发送回复"""
    return say("keys.send_reply", "Send the reply")


def undo() -> str:
    """撤销退款"""
    return say("keys.undo", "Undo the refund")


def sync() -> str:
    """立即同步"""
    return say("keys.sync", "Sync now")


def open_viewer() -> str:
    """看图片"""
    return say("keys.open_viewer", "Open pictures")


def tabs() -> str:
    """切换标签"""
    return say("keys.tabs", "Tabs of the detail")


def next_pane() -> str:
    """下一个区域"""
    return say("keys.next_pane", "Next pane")


def go_to_do() -> str:
    """去：待处理"""
    return say("keys.go_to_do", "Go to: To do")


def go_waiting() -> str:
    """去：等客户"""
    return say("keys.go_waiting", "Go to: Waiting")


def go_refunding() -> str:
    """去：退款中"""
    return say("keys.go_refunding", "Go to: Refunding")


def go_problem() -> str:
    """去：异常"""
    return say("keys.go_problem", "Go to: Problem")


def go_inbox() -> str:
    """去：收件箱"""
    return say("keys.go_inbox", "Go to: Inbox")


def go_history() -> str:
    """去：历史"""
    return say("keys.go_history", "Go to: History")


def go_reconcile() -> str:
    """去：对账"""
    return say("keys.go_reconcile", "Go to: Reconcile")


def go_settings() -> str:
    """去：设置"""
    return say("keys.go_settings", "Go to: Settings")


def theme_light() -> str:
    """浅色"""
    return say("keys.theme_light", "Light")


def theme_dark() -> str:
    """深色"""
    return say("keys.theme_dark", "Dark")


def theme_system() -> str:
    """跟随系统"""
    return say("keys.theme_system", "As the system")


def quit() -> str:
    """退出"""
    return say("keys.quit", "Quit")


def menu_application() -> str:
    """申请"""
    return say("keys.menu_application", "Application")


def menu_view() -> str:
    """查看"""
    return say("keys.menu_view", "View")


def menu_help() -> str:
    """帮助"""
    return say("keys.menu_help", "Help")


def guide() -> str:
    """使用指南"""
    return say("keys.guide", "Guide")


def about() -> str:
    """关于退款台"""
    return say("keys.about", "About Refund Desk")
