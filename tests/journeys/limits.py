"""How long a desk in a test waits for answers."""

from refund_desk.adapters.wechatpay.transport import TimeLimits

# Short enough that a journey of several doubts still ends soon.
QUICK = TimeLimits(connect_s=2.0, read_s=0.6, whole_s=0.9, file_s=5.0)
