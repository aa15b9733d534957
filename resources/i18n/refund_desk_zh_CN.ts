<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>RefundDesk</name>
    <message>
        <source>Version {number}</source>
        <comment>about.version</comment>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>MIT licence. WeChat Pay is a name of its owner, who is not connected with this program</source>
        <comment>about.license_line</comment>
        <translation>MIT 许可。“微信支付”是其所有者的名称，本程序与微信支付没有关系</translation>
    </message>
    <message>
        <source>What it is made of, and under which licences</source>
        <comment>about.parts</comment>
        <translation>本程序用到的软件和它们的许可</translation>
    </message>
    <message>
        <source>The licence in full</source>
        <comment>about.license_text</comment>
        <translation>许可全文</translation>
    </message>
    <message>
        <source>Approve and refund</source>
        <comment>approve.title</comment>
        <translation>同意并退款</translation>
    </message>
    <message>
        <source>Refund {amt}</source>
        <comment>approve.confirm</comment>
        <translation>确认退款 {amt}</translation>
    </message>
    <message>
        <source>Practice: refund {amt}</source>
        <comment>approve.confirm_practice</comment>
        <translation>练习：确认退款 {amt}</translation>
    </message>
    <message>
        <source>¥—</source>
        <comment>approve.no_amount</comment>
        <translation>¥—</translation>
    </message>
    <message>
        <source>No amount to suggest: enter how much goes back</source>
        <comment>approve.amount_needed</comment>
        <translation>没有现成的金额，请填要退多少</translation>
    </message>
    <message>
        <source>Refund to {name} ({phone}), in words {caps}</source>
        <comment>approve.check</comment>
        <translation>退给 {name}（{phone}），大写 {caps}</translation>
    </message>
    <message>
        <source>Refund to {name}, in words {caps}</source>
        <comment>approve.check_no_phone</comment>
        <translation>退给 {name}，大写 {caps}</translation>
    </message>
    <message>
        <source>Please check once more</source>
        <comment>approve.check_lead</comment>
        <translation>请再核对一次</translation>
    </message>
    <message>
        <source>You have 5 seconds to undo. Then the money leaves.</source>
        <comment>approve.hint</comment>
        <translation>点确认后有 5 秒可以撤销，之后钱会退出</translation>
    </message>
    <message>
        <source>You have {n} seconds to undo. Then the money leaves.</source>
        <comment>approve.hint_seconds</comment>
        <translation>点确认后有 {n} 秒可以撤销，之后钱会退出</translation>
    </message>
    <message>
        <source>{name} · {goods}</source>
        <comment>approve.headline</comment>
        <translation>{name} • {goods}</translation>
    </message>
    <message>
        <source>{category} · asks for {amount} · WeChat Pay {number}</source>
        <comment>approve.facts_line</comment>
        <translation>{category} • 申请 {amount} • 微信支付 {number}</translation>
    </message>
    <message>
        <source>{category} · no amount asked · WeChat Pay {number}</source>
        <comment>approve.facts_line_no_amount</comment>
        <translation>{category} • 客户没写金额 • 微信支付 {number}</translation>
    </message>
    <message>
        <source>Refund amount (yuan)</source>
        <comment>approve.amount_label</comment>
        <translation>退款金额（元）</translation>
    </message>
    <message>
        <source>Refund amount, yuan, at most {max}</source>
        <comment>approve.amount_name</comment>
        <translation>退款金额，元，最多 {max} 元</translation>
    </message>
    <message>
        <source>Asked {amount}</source>
        <comment>approve.choice_asked</comment>
        <translation>申请金额 {amount}</translation>
    </message>
    <message>
        <source>Without shipping {amount}</source>
        <comment>approve.choice_without_freight</comment>
        <translation>不含运费 {amount}</translation>
    </message>
    <message>
        <source>All {amount}</source>
        <comment>approve.choice_all</comment>
        <translation>全部 {amount}</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>approve.bar_paid</comment>
        <translation>实付</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>approve.bar_refunded</comment>
        <translation>已退</translation>
    </message>
    <message>
        <source>This time</source>
        <comment>approve.bar_now</comment>
        <translation>本次</translation>
    </message>
    <message>
        <source>Left after this</source>
        <comment>approve.bar_left</comment>
        <translation>退后还可退</translation>
    </message>
    <message>
        <source>Refund reason</source>
        <comment>approve.reason_label</comment>
        <translation>退款原因</translation>
    </message>
    <message>
        <source>The customer sees it in WeChat</source>
        <comment>approve.reason_note</comment>
        <translation>客户会在微信退款通知里看到</translation>
    </message>
    <message>
        <source>{n} character left</source>
        <comment>approve.reason_left.one</comment>
        <translation>还能写 {n} 个字</translation>
    </message>
    <message>
        <source>{n} characters left</source>
        <comment>approve.reason_left</comment>
        <translation>还能写 {n} 个字</translation>
    </message>
    <message>
        <source>Too long for WeChat</source>
        <comment>approve.reason_over</comment>
        <translation>太长了，微信不收</translation>
    </message>
    <message>
        <source>Say why, the customer will read it.</source>
        <comment>approve.reason_needed</comment>
        <translation>写一句原因，客户会看到。</translation>
    </message>
    <message>
        <source>Goes to</source>
        <comment>approve.where_label</comment>
        <translation>退到哪里</translation>
    </message>
    <message>
        <source>Back the way it came</source>
        <comment>approve.where</comment>
        <translation>原路退回</translation>
    </message>
    <message>
        <source>Reply to the customer as well</source>
        <comment>approve.reply_too</comment>
        <translation>同时回复客户</translation>
    </message>
    <message>
        <source>Another text</source>
        <comment>approve.reply_other</comment>
        <translation>换一条</translation>
    </message>
    <message>
        <source>I know, refund anyway</source>
        <comment>approve.red_tick</comment>
        <translation>我知道，仍要退款</translation>
    </message>
    <message>
        <source>Large amount. Type {amt} again.</source>
        <comment>approve.retype_label</comment>
        <translation>金额较大，请再输入一次 {amt}</translation>
    </message>
    <message>
        <source>Type the refund amount again</source>
        <comment>approve.retype_name</comment>
        <translation>再输入一次退款金额</translation>
    </message>
    <message>
        <source>The refundable amount has changed. Check again and press again.</source>
        <comment>approve.changed</comment>
        <translation>可退金额变了，请重新核对，再点一次</translation>
    </message>
    <message>
        <source>Checking…</source>
        <comment>approve.checking</comment>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Application received {amt}</source>
        <comment>audit.received</comment>
        <translation>收到申请 {amt}</translation>
    </message>
    <message>
        <source>Customer complained again {amt}</source>
        <comment>audit.reopened</comment>
        <translation>客户再次投诉 {amt}</translation>
    </message>
    <message>
        <source>Customer withdrew</source>
        <comment>audit.withdrawn</comment>
        <translation>客户撤回申请</translation>
    </message>
    <message>
        <source>Customer wrote</source>
        <comment>audit.customer_spoke</comment>
        <translation>客户留言</translation>
    </message>
    <message>
        <source>Approved {amt}</source>
        <comment>audit.planned</comment>
        <translation>同意退款 {amt}</translation>
    </message>
    <message>
        <source>Approved {amt}, reason “{reason}”</source>
        <comment>audit.planned_reason</comment>
        <translation>同意退款 {amt}，原因“{reason}”</translation>
    </message>
    <message>
        <source>Undone {amt}, nothing sent</source>
        <comment>audit.undone</comment>
        <translation>撤销退款 {amt}，没有提交</translation>
    </message>
    <message>
        <source>Sent {amt} to WeChat Pay</source>
        <comment>audit.submitting</comment>
        <translation>提交微信支付 {amt}</translation>
    </message>
    <message>
        <source>WeChat Pay accepted {amt}</source>
        <comment>audit.accepted</comment>
        <translation>微信支付已受理 {amt}</translation>
    </message>
    <message>
        <source>Refunded before, not refunded again {amt}</source>
        <comment>audit.adopted</comment>
        <translation>以前已退过 {amt}，没有再退</translation>
    </message>
    <message>
        <source>WeChat Pay refused: {code}</source>
        <comment>audit.refused</comment>
        <translation>微信支付没有受理：{code}</translation>
    </message>
    <message>
        <source>No answer from WeChat Pay</source>
        <comment>audit.unknown</comment>
        <translation>没收到微信支付的回答</translation>
    </message>
    <message>
        <source>Asked WeChat Pay: {result}</source>
        <comment>audit.asked</comment>
        <translation>查询微信：{result}</translation>
    </message>
    <message>
        <source>Refund arrived {amt}</source>
        <comment>audit.succeeded</comment>
        <translation>退款到账 {amt}</translation>
    </message>
    <message>
        <source>Refund abnormal</source>
        <comment>audit.abnormal</comment>
        <translation>退款异常</translation>
    </message>
    <message>
        <source>Refund closed by WeChat</source>
        <comment>audit.closed</comment>
        <translation>微信关闭了退款</translation>
    </message>
    <message>
        <source>Refund given up</source>
        <comment>audit.given_up</comment>
        <translation>放弃这笔退款</translation>
    </message>
    <message>
        <source>A later answer contradicts</source>
        <comment>audit.contradicted</comment>
        <translation>后来的回答和记录不一致</translation>
    </message>
    <message>
        <source>Refunded elsewhere, entered {amt}</source>
        <comment>audit.elsewhere</comment>
        <translation>在别处退过，补记 {amt}</translation>
    </message>
    <message>
        <source>Found refunded elsewhere</source>
        <comment>audit.elsewhere_found</comment>
        <translation>发现在别处退过款</translation>
    </message>
    <message>
        <source>Abnormal refund dealt with</source>
        <comment>audit.abnormal_handled</comment>
        <translation>处理退款异常</translation>
    </message>
    <message>
        <source>Reply written</source>
        <comment>audit.reply_queued</comment>
        <translation>写了回复</translation>
    </message>
    <message>
        <source>Replied to the customer</source>
        <comment>audit.replied</comment>
        <translation>回复客户</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>audit.rejected</comment>
        <translation>拒绝退款</translation>
    </message>
    <message>
        <source>Rejection sent to WeChat</source>
        <comment>audit.reject_sent</comment>
        <translation>已把拒绝告诉微信</translation>
    </message>
    <message>
        <source>WeChat told that you agreed</source>
        <comment>audit.approve_sent</comment>
        <translation>已告诉微信“同意”</translation>
    </message>
    <message>
        <source>Complaint marked as done</source>
        <comment>audit.completed</comment>
        <translation>反馈处理完成</translation>
    </message>
    <message>
        <source>A message could not be sent</source>
        <comment>audit.outbox_stuck</comment>
        <translation>有消息一直没发出去</translation>
    </message>
    <message>
        <source>Full phone number shown</source>
        <comment>audit.revealed</comment>
        <translation>查看完整手机号</translation>
    </message>
    <message>
        <source>Settled outside</source>
        <comment>audit.settled_outside</comment>
        <translation>线下处理</translation>
    </message>
    <message>
        <source>Bill fetched, {amt} of refunds</source>
        <comment>audit.bill_taken</comment>
        <translation>取到账单，退款共 {amt}</translation>
    </message>
    <message>
        <source>Recorded {amt} refunded elsewhere</source>
        <comment>audit.found_recorded</comment>
        <translation>补记在别处退的 {amt}</translation>
    </message>
    <message>
        <source>Checked {amt}: WeChat did not refund it</source>
        <comment>audit.found_not_moved</comment>
        <translation>核对 {amt}：微信没有退成</translation>
    </message>
    <message>
        <source>Difference with the bill checked</source>
        <comment>audit.difference_noted</comment>
        <translation>对账差异已核对</translation>
    </message>
    <message>
        <source>Merchant keys were changed</source>
        <comment>audit.keys_changed</comment>
        <translation>更换了商户密钥</translation>
    </message>
    <message>
        <source>{action}</source>
        <comment>audit.other</comment>
        <translation>{action}</translation>
    </message>
    <message>
        <source>Books restored from a copy</source>
        <comment>audit.books_restored</comment>
        <translation>从备份恢复了账本</translation>
    </message>
    <message>
        <source>What was refunded after the copy is known</source>
        <comment>audit.books_caught_up</comment>
        <translation>备份之后的退款已核对完</translation>
    </message>
    <message>
        <source>Message sent again by hand</source>
        <comment>audit.outbox_retried</comment>
        <translation>让没发出去的消息再发一次</translation>
    </message>
    <message>
        <source>Message left unsent by hand</source>
        <comment>audit.outbox_dropped</comment>
        <translation>不再发这条消息</translation>
    </message>
    <message>
        <source>Pressed “complete”</source>
        <comment>audit.complete_queued</comment>
        <translation>点了“处理完成”</translation>
    </message>
    <message>
        <source>Order picked</source>
        <comment>audit.order_picked</comment>
        <translation>选定了订单</translation>
    </message>
    <message>
        <source>Automatic agreement</source>
        <comment>automatic.automatic</comment>
        <translation>自动同意</translation>
    </message>
    <message>
        <source>Agree by itself when every check is green and nothing was shipped</source>
        <comment>automatic.automatic_on</comment>
        <translation>检查全绿、还没发货的申请，自动同意</translation>
    </message>
    <message>
        <source>At most {field} yuan each</source>
        <comment>automatic.automatic_up_to</comment>
        <translation>一笔最多 {field} 元</translation>
    </message>
    <message>
        <source>At most {field} yuan a day, all of them together</source>
        <comment>automatic.automatic_day_limit</comment>
        <translation>一天自动退的加起来最多 {field} 元</translation>
    </message>
    <message>
        <source>Reason (the customer sees it)</source>
        <comment>automatic.automatic_reason</comment>
        <translation>退款原因（客户会看到）</translation>
    </message>
    <message>
        <source>还没发货，已为您退款</source>
        <comment>automatic.automatic_reason_usual</comment>
        <translation>还没发货，已为您退款</translation>
    </message>
    <message>
        <source>Just like a press of yours: it can be undone, everything is checked again before sending, and it is in the log. It switches itself off on any refusal, any unknown result and any halt. Payments that a platform refunds (WeChat Store) are left alone, and so is what came from a spreadsheet or was entered by hand. It looks only at what arrives from now on.</source>
        <comment>automatic.automatic_note</comment>
        <translation>和您自己点一样：有撤销时间，退之前再核对一遍，记入操作记录。遇到被拒绝、结果未知或停发，它自己关掉。由平台退钱的（微信小店）、表格导入的、手工登记的，都不在其中。只管打开之后新来的申请。</translation>
    </message>
    <message>
        <source>Automatic agreement switched itself off: {why}</source>
        <comment>automatic.stopped</comment>
        <translation>自动同意自己关掉了：{why}</translation>
    </message>
    <message>
        <source>Automatic agreement is off</source>
        <comment>automatic.stopped_lead</comment>
        <translation>自动同意已关掉</translation>
    </message>
    <message>
        <source>See rules</source>
        <comment>automatic.stopped_press</comment>
        <translation>看规则</translation>
    </message>
    <message>
        <source>WeChat refused one of its refunds. Look at that one first</source>
        <comment>automatic.stopped_refused</comment>
        <translation>有一笔被微信拒绝了，先看这一笔</translation>
    </message>
    <message>
        <source>The result of one of its refunds is unknown. Wait for it first</source>
        <comment>automatic.stopped_unknown</comment>
        <translation>有一笔不知道退了没有，先等它有结果</translation>
    </message>
    <message>
        <source>Sending has stopped</source>
        <comment>automatic.stopped_halted</comment>
        <translation>发送已停</translation>
    </message>
    <message>
        <source>The books were restored or brought here. Switch it on again once they are complete</source>
        <comment>automatic.stopped_restored</comment>
        <translation>账本恢复或搬过来了，核对好再打开</translation>
    </message>
    <message>
        <source>Automatic agreement is off. This one was not sent, no money moved</source>
        <comment>automatic.automatic_off</comment>
        <translation>自动同意已关掉，这一笔没有提交，钱没有动</translation>
    </message>
    <message>
        <source>Today's limit of automatic agreement is used up. This one was not sent, no money moved</source>
        <comment>automatic.automatic_full</comment>
        <translation>今天自动同意的额度用完了，这一笔没有提交，钱没有动</translation>
    </message>
    <message>
        <source>Refunding {amt} automatically in {n} s. Nothing is sent yet.</source>
        <comment>automatic.undo_lead</comment>
        <translation>{n} 秒后自动退 {amt}。现在还没有提交，钱没有动。</translation>
    </message>
    <message>
        <source>Automatic agreement switched itself off</source>
        <comment>automatic.audit_stopped</comment>
        <translation>自动同意自己关掉了</translation>
    </message>
    <message>
        <source>When to refund: now, or once a proof is there</source>
        <comment>awaiting.when_name</comment>
        <translation>什么时候退：现在，或凭证到了再退</translation>
    </message>
    <message>
        <source>Refund once proven</source>
        <comment>awaiting.later</comment>
        <translation>等凭证再退</translation>
    </message>
    <message>
        <source>Practice: agree to {amount}, wait</source>
        <comment>awaiting.confirm_practice</comment>
        <translation>练习：同意 {amount}，等凭证</translation>
    </message>
    <message>
        <source>Reply to the customer when it is refunded</source>
        <comment>awaiting.reply_then</comment>
        <translation>退款时回复客户</translation>
    </message>
    <message>
        <source>The WeChat Store refunds: it waits for no proof</source>
        <comment>awaiting.at_platform</comment>
        <translation>由微信小店退款，不能等凭证</translation>
    </message>
    <message>
        <source>Practice: add, refund {amount}</source>
        <comment>awaiting.proof_confirm_practice</comment>
        <translation>练习：上传并退款 {amount}</translation>
    </message>
    <message>
        <source>Waits for the {kind}</source>
        <comment>awaiting.look</comment>
        <translation>等{kind}，现在不退钱</translation>
    </message>
    <message>
        <source>Agreed, waits for the {kind}. Take it back first</source>
        <comment>awaiting.standing</comment>
        <translation>已同意，等{kind}。要改，请先撤回同意</translation>
    </message>
    <message>
        <source>Agreed. The proof that it waits for refunds it</source>
        <comment>awaiting.on_sheet</comment>
        <translation>已同意，等凭证。凭证到了会自己退</translation>
    </message>
    <message>
        <source>Take back</source>
        <comment>awaiting.take_back</comment>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>Take back the agreement, no money moves</source>
        <comment>awaiting.take_back_name</comment>
        <translation>撤回等凭证的同意，不会退钱</translation>
    </message>
    <message>
        <source>Taken back. No money moved</source>
        <comment>awaiting.taken_back</comment>
        <translation>已撤回同意，钱没有动</translation>
    </message>
    <message>
        <source>Add the {kind}: choose, drop or paste it</source>
        <comment>awaiting.place_name</comment>
        <translation>上传{kind}：选择文件，也可以拖进来或粘贴</translation>
    </message>
    <message>
        <source>Took back what waited for a proof</source>
        <comment>awaiting.audit_taken_back</comment>
        <translation>撤回了等凭证的同意</translation>
    </message>
    <message>
        <source>, </source>
        <comment>awaiting.between</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Day</source>
        <comment>bills.day_name</comment>
        <translation>哪一天</translation>
    </message>
    <message>
        <source>{day} {weekday}</source>
        <comment>bills.day_label</comment>
        <translation>{day} {weekday}</translation>
    </message>
    <message>
        <source>{day} · {n} to look at</source>
        <comment>bills.day_to_do</comment>
        <translation>{day} · {n} 笔要处理</translation>
    </message>
    <message>
        <source>{day} · not ready</source>
        <comment>bills.day_not_ready</comment>
        <translation>{day} · 账单还没好</translation>
    </message>
    <message>
        <source>{day} · not fetched</source>
        <comment>bills.day_trouble</comment>
        <translation>{day} · 没取到</translation>
    </message>
    <message>
        <source>{day} · not fetched yet</source>
        <comment>bills.day_waiting</comment>
        <translation>{day} · 还没取</translation>
    </message>
    <message>
        <source>Mon</source>
        <comment>bills.monday</comment>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <comment>bills.tuesday</comment>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <comment>bills.wednesday</comment>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <comment>bills.thursday</comment>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <comment>bills.friday</comment>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <comment>bills.saturday</comment>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <comment>bills.sunday</comment>
        <translation>周日</translation>
    </message>
    <message>
        <source>Bill downloaded: {time} (WeChat gives it the next day after 10:00)</source>
        <comment>bills.taken</comment>
        <translation>账单{time} 已下载（微信每天 10 点后给前一天的）</translation>
    </message>
    <message>
        <source>Downloading the bill…</source>
        <comment>bills.running</comment>
        <translation>正在下载账单…</translation>
    </message>
    <message>
        <source>WeChat has not finished this day's bill. Next try {time}.</source>
        <comment>bills.not_ready</comment>
        <translation>微信还没做好这一天的账单，{time} 自动再取</translation>
    </message>
    <message>
        <source>This day's bill was not fetched yet. Next try {time}.</source>
        <comment>bills.not_asked</comment>
        <translation>还没取这一天的账单，{time} 自动取</translation>
    </message>
    <message>
        <source>The bill was not fetched. Next try {time}.</source>
        <comment>bills.not_taken</comment>
        <translation>账单没取到，{time} 自动再取</translation>
    </message>
    <message>
        <source>Not all bills were fetched: {why}</source>
        <comment>bills.not_whole</comment>
        <translation>账单没取全：{why}</translation>
    </message>
    <message>
        <source>Download again</source>
        <comment>bills.again</comment>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Download now</source>
        <comment>bills.now</comment>
        <translation>现在下载</translation>
    </message>
    <message>
        <source>Not downloaded again: {why} Below is the last bill.</source>
        <comment>bills.again_trouble</comment>
        <translation>重新下载没成：{why}。下面是上次的账单</translation>
    </message>
    <message>
        <source>Bill downloaded again</source>
        <comment>bills.again_done</comment>
        <translation>账单已重新下载</translation>
    </message>
    <message>
        <source>No refunds on this day, neither at WeChat nor here.</source>
        <comment>bills.empty_day</comment>
        <translation>这一天微信和本机都没有退款。</translation>
    </message>
    <message>
        <source>No bill of this day yet</source>
        <comment>bills.empty_waiting</comment>
        <translation>还没有这一天的账单</translation>
    </message>
    <message>
        <source>WeChat is still making this day's bill. It is usually there after 10:00.</source>
        <comment>bills.empty_not_ready</comment>
        <translation>微信还在做这一天的账单，一般 10 点后就好</translation>
    </message>
    <message>
        <source>No bill, and nothing was recorded</source>
        <comment>bills.empty_trouble</comment>
        <translation>没有账单，什么都没有记</translation>
    </message>
    <message>
        <source>The bill is not in the agreed form. It was not believed, nothing was recorded.</source>
        <comment>bills.bad_bill</comment>
        <translation>账单和说好的格式不一样，没有采信，什么都没有记</translation>
    </message>
    <message>
        <source>Offline. It is fetched when you are online again.</source>
        <comment>bills.offline</comment>
        <translation>没有联网，联网后再取</translation>
    </message>
    <message>
        <source>Balance {amt} (bill of {day})</source>
        <comment>bills.balance</comment>
        <translation>余额 {amt}（{day} 账单）</translation>
    </message>
    <message>
        <source>WeChat's fund-flow bill: the basic account after its last movement at {time}, not now</source>
        <comment>bills.balance_tip</comment>
        <translation>微信资金账单：{time} 最后一笔之后的基本账户余额，不是现在的</translation>
    </message>
    <message>
        <source>Enter an application…</source>
        <comment>by_hand.command</comment>
        <translation>手工录入申请…</translation>
    </message>
    <message>
        <source>Enter an application</source>
        <comment>by_hand.title</comment>
        <translation>手工录入申请</translation>
    </message>
    <message>
        <source>Order number</source>
        <comment>by_hand.number</comment>
        <translation>订单号</translation>
    </message>
    <message>
        <source>WeChat Pay's number or the shop's own</source>
        <comment>by_hand.number_hint</comment>
        <translation>微信支付订单号或商户订单号</translation>
    </message>
    <message>
        <source>Look up</source>
        <comment>by_hand.look</comment>
        <translation>查订单</translation>
    </message>
    <message>
        <source>Looking…</source>
        <comment>by_hand.looking</comment>
        <translation>正在查…</translation>
    </message>
    <message>
        <source>First the order: type its number above and press Enter</source>
        <comment>by_hand.first</comment>
        <translation>先查订单：填上面的订单号，按回车</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>by_hand.paid</comment>
        <translation>实付</translation>
    </message>
    <message>
        <source>Can still go back</source>
        <comment>by_hand.left</comment>
        <translation>还能退</translation>
    </message>
    <message>
        <source>Paid at</source>
        <comment>by_hand.paid_at</comment>
        <translation>付款时间</translation>
    </message>
    <message>
        <source>Goods</source>
        <comment>by_hand.goods</comment>
        <translation>商品</translation>
    </message>
    <message>
        <source>Goods not known</source>
        <comment>by_hand.no_goods</comment>
        <translation>没有商品资料</translation>
    </message>
    <message>
        <source>Shop's number</source>
        <comment>by_hand.own_number</comment>
        <translation>商户订单号</translation>
    </message>
    <message>
        <source>WeChat Pay's</source>
        <comment>by_hand.payment</comment>
        <translation>微信支付订单号</translation>
    </message>
    <message>
        <source>This order has {n} application already</source>
        <comment>by_hand.linked.one</comment>
        <translation>这个订单已有 {n} 笔申请</translation>
    </message>
    <message>
        <source>This order has {n} applications already</source>
        <comment>by_hand.linked</comment>
        <translation>这个订单已有 {n} 笔申请</translation>
    </message>
    <message>
        <source>The WeChat Store returns this money; it is only recorded here</source>
        <comment>by_hand.by_platform</comment>
        <translation>这笔钱由微信小店退，这里只记录</translation>
    </message>
    <message>
        <source>WeChat Pay says part of this was refunded, unknown here. It is looked up once entered.</source>
        <comment>by_hand.elsewhere</comment>
        <translation>微信说这笔退过款，本机没有记录。录入后会逐笔查清</translation>
    </message>
    <message>
        <source>Nothing of this can still go back</source>
        <comment>by_hand.nothing_left</comment>
        <translation>这笔已经没有钱可退</translation>
    </message>
    <message>
        <source>Paid over 365 days ago: WeChat cannot refund it</source>
        <comment>by_hand.too_long_ago</comment>
        <translation>付款超过 365 天，微信不能退</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>by_hand.reason</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Amount asked</source>
        <comment>by_hand.amount</comment>
        <translation>申请金额</translation>
    </message>
    <message>
        <source>Amount asked, yuan, at most {amt}</source>
        <comment>by_hand.amount_name</comment>
        <translation>申请金额，元，最多 {amt}</translation>
    </message>
    <message>
        <source>At most {amt}</source>
        <comment>by_hand.amount_most</comment>
        <translation>最多 {amt}</translation>
    </message>
    <message>
        <source>What the customer said</source>
        <comment>by_hand.words</comment>
        <translation>客户说了什么</translation>
    </message>
    <message>
        <source>{n} left</source>
        <comment>by_hand.words_left</comment>
        <translation>还能写 {n} 个字</translation>
    </message>
    <message>
        <source>Phone (optional)</source>
        <comment>by_hand.phone</comment>
        <translation>手机号（可不填）</translation>
    </message>
    <message>
        <source>A mobile number has 11 digits</source>
        <comment>by_hand.phone_form</comment>
        <translation>手机号是 11 位数字</translation>
    </message>
    <message>
        <source>Customer's pictures</source>
        <comment>by_hand.pictures</comment>
        <translation>客户的图片</translation>
    </message>
    <message>
        <source>Paste them here; they stay on this PC</source>
        <comment>by_hand.pictures_note</comment>
        <translation>可以直接粘贴，只存在本机</translation>
    </message>
    <message>
        <source>Enter for {amt}</source>
        <comment>by_hand.confirm</comment>
        <translation>录入 {amt} 的申请</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>by_hand.confirm_plain</comment>
        <translation>录入</translation>
    </message>
    <message>
        <source>It goes to the inbox. No money moves.</source>
        <comment>by_hand.hint</comment>
        <translation>只进收件箱，不会退钱</translation>
    </message>
    <message>
        <source>Entering…</source>
        <comment>by_hand.keeping</comment>
        <translation>正在录入…</translation>
    </message>
    <message>
        <source>Application for {amt} entered</source>
        <comment>by_hand.done</comment>
        <translation>已录入 {amt} 的申请</translation>
    </message>
    <message>
        <source>At most {n} characters</source>
        <comment>by_hand.long</comment>
        <translation>最多写 {n} 个字</translation>
    </message>
    <message>
        <source>At most {n} pictures</source>
        <comment>by_hand.many_pictures</comment>
        <translation>最多 {n} 张图片</translation>
    </message>
    <message>
        <source>Look the order up first</source>
        <comment>by_hand.need_number</comment>
        <translation>先查到订单</translation>
    </message>
    <message>
        <source>Choose a reason</source>
        <comment>by_hand.need_reason</comment>
        <translation>请选一个原因</translation>
    </message>
    <message>
        <source>Type the amount asked</source>
        <comment>by_hand.need_amount</comment>
        <translation>请填申请金额</translation>
    </message>
    <message>
        <source>Write what the customer said</source>
        <comment>by_hand.need_words</comment>
        <translation>请写下客户说了什么</translation>
    </message>
    <message>
        <source>Application for {amt} entered by hand</source>
        <comment>by_hand.audit_entered</comment>
        <translation>手工录入 {amt} 的申请</translation>
    </message>
    <message>
        <source>Call the customer for a debit card of their own</source>
        <comment>cards.title</comment>
        <translation>打电话问客户要一张本人借记卡，退到新卡</translation>
    </message>
    <message>
        <source>Best</source>
        <comment>cards.best</comment>
        <translation>推荐</translation>
    </message>
    <message>
        <source>15 banks, such as CMB, ICBC, CCB. The number goes to WeChat only, encrypted, and is not kept here.</source>
        <comment>cards.note</comment>
        <translation>支持招商、工商、建设等 15 家银行。卡号加密发给微信，本机不保存。</translation>
    </message>
    <message>
        <source>Message for a call</source>
        <comment>cards.arrange</comment>
        <translation>发消息约电话</translation>
    </message>
    <message>
        <source>Bank</source>
        <comment>cards.bank</comment>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Card number</source>
        <comment>cards.number</comment>
        <translation>卡号</translation>
    </message>
    <message>
        <source>During the call</source>
        <comment>cards.number_hint</comment>
        <translation>通话时填写</translation>
    </message>
    <message>
        <source>Holder</source>
        <comment>cards.holder</comment>
        <translation>户名</translation>
    </message>
    <message>
        <source>Real name</source>
        <comment>cards.holder_hint</comment>
        <translation>真实姓名</translation>
    </message>
    <message>
        <source>To card</source>
        <comment>cards.to_card</comment>
        <translation>退到新卡</translation>
    </message>
    <message>
        <source>Fill in bank, number and holder first.</source>
        <comment>cards.incomplete</comment>
        <translation>先填好开户银行、卡号和户名</translation>
    </message>
    <message>
        <source>To a new card — {amount}</source>
        <comment>cards.confirm_title</comment>
        <translation>退到新卡 — {amount}</translation>
    </message>
    <message>
        <source>{amount} goes to {bank}, ending in {tail}, holder {holder}. Compare it with the customer once more: it cannot be undone.</source>
        <comment>cards.confirm_note</comment>
        <translation>{amount} 会退到 {bank} 尾号 {tail}，户名 {holder}。请和客户再对一遍：交给微信后不能撤销。</translation>
    </message>
    <message>
        <source>Send {amount} to this card</source>
        <comment>cards.confirm</comment>
        <translation>退 {amount} 到新卡</translation>
    </message>
    <message>
        <source>{amount} was handed to WeChat for the new card. The number is not kept here.</source>
        <comment>cards.sent_on</comment>
        <translation>{amount} 已交给微信退到新卡，卡号没有留在本机</translation>
    </message>
    <message>
        <source>What the customer will read</source>
        <comment>cards.will_say</comment>
        <translation>会发给客户的话</translation>
    </message>
    <message>
        <source>Change the text</source>
        <comment>cards.edit</comment>
        <translation>修改文字</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>cards.edited</comment>
        <translation>改好了</translation>
    </message>
    <message>
        <source>These words are on their way already.</source>
        <comment>cards.message_waiting</comment>
        <translation>这段话已经在发了</translation>
    </message>
    <message>
        <source>Handed to WeChat for the customer. Wait for the answer.</source>
        <comment>cards.message_queued</comment>
        <translation>已交给微信发给客户，等客户回复</translation>
    </message>
    <message>
        <source>Another one needs you</source>
        <comment>cards.another</comment>
        <translation>另一笔也要处理</translation>
    </message>
    <message>
        <source>Where it is</source>
        <comment>cards.whereabouts</comment>
        <translation>钱在哪</translation>
    </message>
    <message>
        <source>WeChat Pay's refund account</source>
        <comment>cards.at_wechat</comment>
        <translation>微信支付退款账户</translation>
    </message>
    <message>
        <source>It is not known whether WeChat took it.</source>
        <comment>cards.doubt_lead</comment>
        <translation>还不知道微信受理了没有。</translation>
    </message>
    <message>
        <source>WeChat has not answered. Asking with the same number; do not press again before it does.</source>
        <comment>cards.doubt_note</comment>
        <translation>没收到微信的回答，正在用原单号查，查到以前请不要再点</translation>
    </message>
    <message>
        <source>No answer from WeChat, so nobody knows whether it was taken. Asking with the same number: do not press again before it answers.</source>
        <comment>cards.doubt</comment>
        <translation>没收到微信的回答，不知道有没有受理。正在用原单号查，查到以前请不要再点</translation>
    </message>
    <message>
        <source>Choose the customer's bank.</source>
        <comment>cards.wrong_bank</comment>
        <translation>请选客户的开户银行</translation>
    </message>
    <message>
        <source>A debit card has 16 to 19 digits. Check the number.</source>
        <comment>cards.wrong_length</comment>
        <translation>借记卡号是 16–19 位数字，请再核对</translation>
    </message>
    <message>
        <source>A digit looks wrong. Compare it with the customer again.</source>
        <comment>cards.wrong_digits</comment>
        <translation>卡号里好像打错了一位，请和客户再对一遍</translation>
    </message>
    <message>
        <source>Enter the real name on the card.</source>
        <comment>cards.wrong_holder</comment>
        <translation>户名请填银行卡上的真实姓名</translation>
    </message>
    <message>
        <source>WeChat's certificate could not be fetched, so the card was not sent. Try again later.</source>
        <comment>cards.unsealed</comment>
        <translation>没取到微信的加密证书，卡号没有发出去。请稍后再试</translation>
    </message>
    <message>
        <source>WeChat did not take this card: number, holder and bank do not fit. No money moved. Check and try again.</source>
        <comment>cards.refused</comment>
        <translation>微信没有收下这张卡：卡号、户名和银行对不上。钱没有动，请核对后再试</translation>
    </message>
    <message>
        <source>Paid outside; the customer does not see this</source>
        <comment>cards.event_outside</comment>
        <translation>店外转账，客户看不到这条</translation>
    </message>
    <message>
        <source>WeChat cannot refund this any more.</source>
        <comment>cards.outside_lead</comment>
        <translation>微信不能再退这一笔。</translation>
    </message>
    <message>
        <source>Proof of the transfer</source>
        <comment>cards.proof</comment>
        <translation>转账凭证</translation>
    </message>
    <message>
        <source>4 at most, kept on this PC, not sent to the customer</source>
        <comment>cards.proof_note</comment>
        <translation>最多 4 张，只留在本机，不会发给客户</translation>
    </message>
    <message>
        <source>No proof; the note says why</source>
        <comment>cards.without_proof</comment>
        <translation>没有凭证，原因写在备注里</translation>
    </message>
    <message>
        <source>Add a picture of the transfer, or tick “No proof” and write why.</source>
        <comment>cards.proof_needed</comment>
        <translation>请加一张转账凭证；没有的话勾选“没有凭证”并写明原因</translation>
    </message>
    <message>
        <source>CMB</source>
        <comment>cards.bank_cmb</comment>
        <translation>招商银行</translation>
    </message>
    <message>
        <source>ICBC</source>
        <comment>cards.bank_icbc</comment>
        <translation>工商银行</translation>
    </message>
    <message>
        <source>CCB</source>
        <comment>cards.bank_ccb</comment>
        <translation>建设银行</translation>
    </message>
    <message>
        <source>ABC</source>
        <comment>cards.bank_abc</comment>
        <translation>农业银行</translation>
    </message>
    <message>
        <source>BOC</source>
        <comment>cards.bank_boc</comment>
        <translation>中国银行</translation>
    </message>
    <message>
        <source>BoCom</source>
        <comment>cards.bank_comm</comment>
        <translation>交通银行</translation>
    </message>
    <message>
        <source>PSBC</source>
        <comment>cards.bank_psbc</comment>
        <translation>邮储银行</translation>
    </message>
    <message>
        <source>CITIC</source>
        <comment>cards.bank_citic</comment>
        <translation>中信银行</translation>
    </message>
    <message>
        <source>Everbright</source>
        <comment>cards.bank_ceb</comment>
        <translation>光大银行</translation>
    </message>
    <message>
        <source>Minsheng</source>
        <comment>cards.bank_cmbc</comment>
        <translation>民生银行</translation>
    </message>
    <message>
        <source>CIB</source>
        <comment>cards.bank_cib</comment>
        <translation>兴业银行</translation>
    </message>
    <message>
        <source>SPDB</source>
        <comment>cards.bank_spdb</comment>
        <translation>浦发银行</translation>
    </message>
    <message>
        <source>Ping An</source>
        <comment>cards.bank_pab</comment>
        <translation>平安银行</translation>
    </message>
    <message>
        <source>Guangfa</source>
        <comment>cards.bank_gdb</comment>
        <translation>广发银行</translation>
    </message>
    <message>
        <source>Ningbo</source>
        <comment>cards.bank_nbcb</comment>
        <translation>宁波银行</translation>
    </message>
    <message>
        <source>WeChat Pay: {words}</source>
        <comment>case.platform_says</comment>
        <translation>微信支付提醒：{words}</translation>
    </message>
    <message>
        <source>{name}, {time}: {text}</source>
        <comment>case.message_spoken</comment>
        <translation>{name}，{time}：{text}</translation>
    </message>
    <message>
        <source>Copy these words</source>
        <comment>case.copy_message</comment>
        <translation>复制这段话</translation>
    </message>
    <message>
        <source>Do not send</source>
        <comment>case.drop_reply</comment>
        <translation>不发了</translation>
    </message>
    <message>
        <source>Ask what is wrong</source>
        <comment>case.quick_detail</comment>
        <translation>请说明具体问题</translation>
    </message>
    <message>
        <source>Checking the parcel</source>
        <comment>case.quick_shipping</comment>
        <translation>正在核实物流</translation>
    </message>
    <message>
        <source>Arrange a call</source>
        <comment>case.quick_card</comment>
        <translation>约电话核对收款</translation>
    </message>
    <message>
        <source>Thank you</source>
        <comment>case.quick_thanks</comment>
        <translation>感谢理解</translation>
    </message>
    <message>
        <source>“{f}” cannot be read. Is it still there?</source>
        <comment>case.picture_unreadable</comment>
        <translation>“{f}”读不到，请检查文件还在不在</translation>
    </message>
    <message>
        <source>pasted picture.png</source>
        <comment>case.pasted_picture</comment>
        <translation>粘贴的图片.png</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <comment>case.reply_empty</comment>
        <translation>先写一句话</translation>
    </message>
    <message>
        <source>Order and checks</source>
        <comment>case.tab_facts</comment>
        <translation>订单与检查</translation>
    </message>
    <message>
        <source>{n} more items</source>
        <comment>case.more_goods</comment>
        <translation>还有 {n} 种商品</translation>
    </message>
    <message>
        <source>Enter what was refunded elsewhere</source>
        <comment>case.enter_elsewhere</comment>
        <translation>补记在别处退的款</translation>
    </message>
    <message>
        <source>Received</source>
        <comment>case.reaches_customer</comment>
        <translation>客户收到</translation>
    </message>
    <message>
        <source>The shop's account</source>
        <comment>case.the_shop</comment>
        <translation>本店账户</translation>
    </message>
    <message>
        <source>{name}'s {account}</source>
        <comment>case.account_of</comment>
        <translation>{name} 的{account}</translation>
    </message>
    <message>
        <source>{amount} can still be refunded; it is checked again.</source>
        <comment>case.more_left</comment>
        <translation>还可以再退 {amount}，每次都会重新核对。</translation>
    </message>
    <message>
        <source>Show phone</source>
        <comment>case.whole_phone</comment>
        <translation>看完整电话</translation>
    </message>
    <message>
        <source>{n} orders in this complaint: pick the one to refund</source>
        <comment>case.orders_title</comment>
        <translation>投诉里有 {n} 个订单，请选这次退哪一个</translation>
    </message>
    <message>
        <source>Order {number}, {amount}</source>
        <comment>case.orders_one</comment>
        <translation>订单 {number}，{amount}</translation>
    </message>
    <message>
        <source>This order is the one you see now</source>
        <comment>case.orders_picked</comment>
        <translation>现在看的就是这个订单</translation>
    </message>
    <message>
        <source>A refund is under way or this has ended: no rejection.</source>
        <comment>case.cannot_reject</comment>
        <translation>正在退款或已经结束，不能拒绝</translation>
    </message>
    <message>
        <source>Do not approve again: no double refund.</source>
        <comment>case.hint_abnormal</comment>
        <translation>不能再次点“同意退款”，避免重复退钱。</translation>
    </message>
    <message>
        <source>{n} check failed. You will be asked again.</source>
        <comment>case.hint_red.one</comment>
        <translation>有 {n} 项不符合政策，同意前要再确认。</translation>
    </message>
    <message>
        <source>{n} checks failed. You will be asked again.</source>
        <comment>case.hint_red</comment>
        <translation>有 {n} 项不符合政策，同意前要再确认。</translation>
    </message>
    <message>
        <source>Not refunded, no money moved. Go on or give up under Refund status.</source>
        <comment>case.hint_refused</comment>
        <translation>微信没有退，钱没有动。在“退款进度”里继续或放弃。</translation>
    </message>
    <message>
        <source>Asking with the same number. Please wait.</source>
        <comment>case.hint_unknown</comment>
        <translation>正在用原单号查结果，请不要再点。</translation>
    </message>
    <message>
        <source>This is being done already.</source>
        <comment>case.still_running</comment>
        <translation>这一步正在做，请稍候</translation>
    </message>
    <message>
        <source>Progress</source>
        <comment>case.progress_heading</comment>
        <translation>进度</translation>
    </message>
    <message>
        <source>WeChat is refunding.</source>
        <comment>case.processing_long</comment>
        <translation>微信正在退款。</translation>
    </message>
    <message>
        <source>{amt} did not reach the card, but it is not lost</source>
        <comment>case.abnormal_lead</comment>
        <translation>{amt} 没有到客户的卡里，但钱没有丢</translation>
    </message>
    <message>
        <source>The account that paid may be closed or frozen, so the bank sent the money back. WeChat Pay holds it until you choose what to do.</source>
        <comment>case.abnormal_text</comment>
        <translation>客户付款的账户可能已注销或冻结，银行退回了。钱现在停在微信支付，等你选一种处理方式。</translation>
    </message>
    <message>
        <source>Take it back to the shop, then pay the customer yourself</source>
        <comment>case.to_shop_title</comment>
        <translation>退回本店结算银行卡，再自己转给客户</translation>
    </message>
    <message>
        <source>Then transfer it to the customer and add the proof. Until then it is not refunded.</source>
        <comment>case.to_shop_text</comment>
        <translation>钱回到本店后，要另外转账并上传转账凭证，否则仍算没退。</translation>
    </message>
    <message>
        <source>Back to shop {amt}</source>
        <comment>case.to_shop_button</comment>
        <translation>退回本店 {amt}</translation>
    </message>
    <message>
        <source>Practice: back to shop {amt}</source>
        <comment>case.to_shop_practice</comment>
        <translation>练习：退回本店 {amt}</translation>
    </message>
    <message>
        <source>Pay the customer, then mark this as settled outside.</source>
        <comment>case.to_shop_next</comment>
        <translation>请另外转账给客户，然后标为线下已处理。</translation>
    </message>
    <message>
        <source>I dealt with it on the merchant site</source>
        <comment>case.elsewhere_title</comment>
        <translation>我已在商户平台处理过</translation>
    </message>
    <message>
        <source>Asks WeChat once more; its answer counts.</source>
        <comment>case.elsewhere_text</comment>
        <translation>重新查一次微信的结果，以微信为准。</translation>
    </message>
    <message>
        <source>Ask again</source>
        <comment>case.ask_again</comment>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>Customer was paid</source>
        <comment>case.outside_button</comment>
        <translation>已转给客户</translation>
    </message>
    <message>
        <source>The rejection did not reach WeChat yet.</source>
        <comment>case.reject_stuck</comment>
        <translation>拒绝没有告诉微信，客户还不知道</translation>
    </message>
    <message>
        <source>WeChat was not told that the complaint is dealt with.</source>
        <comment>case.complete_stuck</comment>
        <translation>“处理完成”没有告诉微信</translation>
    </message>
    <message>
        <source>Continue refund — {amount}</source>
        <comment>case.continue_title</comment>
        <translation>继续退款 — {amount}</translation>
    </message>
    <message>
        <source>{amount} is sent again under its number {number}. WeChat pays one number once, so there is no double refund.</source>
        <comment>case.continue_note</comment>
        <translation>用原单号 {number} 再提交一次 {amount}。微信同一单号只退一次，不会重复退</translation>
    </message>
    <message>
        <source>Continue: refund {amount}</source>
        <comment>case.continue_confirm</comment>
        <translation>继续退款 {amount}</translation>
    </message>
    <message>
        <source>Practice: refund {amount}</source>
        <comment>case.continue_practice</comment>
        <translation>练习：继续退款 {amount}</translation>
    </message>
    <message>
        <source>Tells WeChat that the complaint is dealt with. If it is not, a new complaint counts against the shop. This cannot be taken back.</source>
        <comment>case.complete_note</comment>
        <translation>告诉微信这个投诉已经处理完。没有真正解决时，客户再投诉会影响店铺评分。提交后不能撤回</translation>
    </message>
    <message>
        <source>Policy check</source>
        <comment>checks.checks</comment>
        <translation>政策检查</translation>
    </message>
    <message>
        <source>{n} passed</source>
        <comment>checks.checks_passed</comment>
        <translation>{n} 项通过</translation>
    </message>
    <message>
        <source>{n} to note</source>
        <comment>checks.checks_amber</comment>
        <translation>{n} 项留意</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <comment>checks.checks_red</comment>
        <translation>{n} 项不符</translation>
    </message>
    <message>
        <source>{n} unknown</source>
        <comment>checks.checks_grey</comment>
        <translation>{n} 项没查到</translation>
    </message>
    <message>
        <source>All checks passed</source>
        <comment>checks.checks_all_passed</comment>
        <translation>政策检查通过</translation>
    </message>
    <message>
        <source>Passed: {rule}</source>
        <comment>checks.verdict_green</comment>
        <translation>通过：{rule}</translation>
    </message>
    <message>
        <source>Take note: {rule}</source>
        <comment>checks.verdict_amber</comment>
        <translation>留意：{rule}</translation>
    </message>
    <message>
        <source>Not met: {rule}</source>
        <comment>checks.verdict_red</comment>
        <translation>不符：{rule}</translation>
    </message>
    <message>
        <source>Not known: {rule}</source>
        <comment>checks.verdict_unknown</comment>
        <translation>没查到：{rule}</translation>
    </message>
    <message>
        <source>Check again</source>
        <comment>checks.check_again</comment>
        <translation>重查</translation>
    </message>
    <message>
        <source>WeChat has no such order</source>
        <comment>checks.rule_order_missing</comment>
        <translation>微信里没找到这个订单</translation>
    </message>
    <message>
        <source>Order not read yet</source>
        <comment>checks.rule_order_unread</comment>
        <translation>没向微信查到订单</translation>
    </message>
    <message>
        <source>Not paid in yuan</source>
        <comment>checks.rule_currency</comment>
        <translation>不是人民币付款</translation>
    </message>
    <message>
        <source>Order was not paid</source>
        <comment>checks.rule_order_unpaid</comment>
        <translation>订单没有付款</translation>
    </message>
    <message>
        <source>Paid over 365 days ago</source>
        <comment>checks.rule_too_old</comment>
        <translation>付款超过 365 天</translation>
    </message>
    <message>
        <source>Within {n} days of delivery</source>
        <comment>checks.rule_within_days</comment>
        <translation>签收后 {n} 天内申请</translation>
    </message>
    <message>
        <source>day {n}</source>
        <comment>checks.evidence_day</comment>
        <translation>第 {n} 天</translation>
    </message>
    <message>
        <source>Over {n} days after delivery</source>
        <comment>checks.rule_after_days</comment>
        <translation>超过签收后 {n} 天</translation>
    </message>
    <message>
        <source>Shipping not found</source>
        <comment>checks.rule_receipt_unread</comment>
        <translation>没查到物流</translation>
    </message>
    <message>
        <source>no order facts</source>
        <comment>checks.evidence_receipt_unread</comment>
        <translation>没有订单资料</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <comment>checks.rule_not_signed</comment>
        <translation>还没签收</translation>
    </message>
    <message>
        <source>Not shipped yet</source>
        <comment>checks.rule_unshipped</comment>
        <translation>还没发货</translation>
    </message>
    <message>
        <source>Long not shipped</source>
        <comment>checks.rule_unshipped_long</comment>
        <translation>一直没发货</translation>
    </message>
    <message>
        <source>{n} day since payment</source>
        <comment>checks.evidence_days_since_paid.one</comment>
        <translation>付款后 {n} 天</translation>
    </message>
    <message>
        <source>{n} days since payment</source>
        <comment>checks.evidence_days_since_paid</comment>
        <translation>付款后 {n} 天</translation>
    </message>
    <message>
        <source>Damage photos</source>
        <comment>checks.rule_pictures_damage</comment>
        <translation>有破损照片</translation>
    </message>
    <message>
        <source>No damage photo</source>
        <comment>checks.rule_pictures_damage_none</comment>
        <translation>没有破损照片</translation>
    </message>
    <message>
        <source>Photos of the goods</source>
        <comment>checks.rule_pictures_goods</comment>
        <translation>有商品照片</translation>
    </message>
    <message>
        <source>No photo of the goods</source>
        <comment>checks.rule_pictures_goods_none</comment>
        <translation>没有商品照片</translation>
    </message>
    <message>
        <source>{n}</source>
        <comment>checks.evidence_pictures</comment>
        <translation>{n} 张</translation>
    </message>
    <message>
        <source>Amount is refundable</source>
        <comment>checks.rule_amount</comment>
        <translation>申请金额 ≤ 还可退</translation>
    </message>
    <message>
        <source>Asks for more than is left</source>
        <comment>checks.rule_amount_over</comment>
        <translation>申请金额超过还可退</translation>
    </message>
    <message>
        <source>{amount} ≤ {limit}</source>
        <comment>checks.evidence_within</comment>
        <translation>{amount} ≤ {limit}</translation>
    </message>
    <message>
        <source>{amount} &gt; {limit}</source>
        <comment>checks.evidence_over</comment>
        <translation>{amount} &gt; {limit}</translation>
    </message>
    <message>
        <source>Nothing is left to refund</source>
        <comment>checks.rule_nothing_left</comment>
        <translation>已经没有可退的钱</translation>
    </message>
    <message>
        <source>No amount was asked</source>
        <comment>checks.rule_nothing_asked</comment>
        <translation>客户没写金额</translation>
    </message>
    <message>
        <source>WeChat says it was refunded in full</source>
        <comment>checks.rule_full_refunded</comment>
        <translation>微信显示已全额退款</translation>
    </message>
    <message>
        <source>Refunded outside this program</source>
        <comment>checks.rule_elsewhere</comment>
        <translation>在别处退过款</translation>
    </message>
    <message>
        <source>sum unknown, look at the merchant site</source>
        <comment>checks.evidence_elsewhere</comment>
        <translation>金额不明，请到商户平台查</translation>
    </message>
    <message>
        <source>Another application of this payment was refunded</source>
        <comment>checks.rule_linked_moving</comment>
        <translation>这笔付款的另一个申请已退款</translation>
    </message>
    <message>
        <source>A refund is on its way</source>
        <comment>checks.rule_moving</comment>
        <translation>有一笔退款在路上</translation>
    </message>
    <message>
        <source>Refunded before</source>
        <comment>checks.rule_refunded_before</comment>
        <translation>以前退过款</translation>
    </message>
    <message>
        <source>Within your limit</source>
        <comment>checks.rule_single_limit</comment>
        <translation>在你的单笔限额内</translation>
    </message>
    <message>
        <source>Over your limit</source>
        <comment>checks.rule_single_limit_over</comment>
        <translation>超过你的单笔限额</translation>
    </message>
    <message>
        <source>First refund in 6 months</source>
        <comment>checks.rule_customer_first</comment>
        <translation>该客户半年内第 1 次退款</translation>
    </message>
    <message>
        <source>Refund no. {n} in 6 months</source>
        <comment>checks.rule_customer</comment>
        <translation>该客户半年内第 {n} 次退款</translation>
    </message>
    <message>
        <source>Earlier refunds not known</source>
        <comment>checks.rule_customer_unread</comment>
        <translation>没法认出是哪位客户</translation>
    </message>
    <message>
        <source>no identity in the complaint</source>
        <comment>checks.evidence_customer_unread</comment>
        <translation>投诉里没有客户身份</translation>
    </message>
    <message>
        <source>WeChat marks this customer as high risk</source>
        <comment>checks.rule_high_risk</comment>
        <translation>微信提示该客户风险较高</translation>
    </message>
    <message>
        <source>Complaint no. {n} about this order</source>
        <comment>checks.rule_repeated</comment>
        <translation>这个订单第 {n} 次投诉</translation>
    </message>
    <message>
        <source>The platform's staff is involved</source>
        <comment>checks.rule_platform_service</comment>
        <translation>平台客服已介入</translation>
    </message>
    <message>
        <source>Paid with a coupon</source>
        <comment>checks.rule_coupon</comment>
        <translation>用过优惠券</translation>
    </message>
    <message>
        <source>paid {amount}, less may arrive</source>
        <comment>checks.evidence_coupon</comment>
        <translation>实付 {amount}，到账可能少一些</translation>
    </message>
    <message>
        <source>Shop rule: within {n} days after delivery. Change it under Settings, Rules</source>
        <comment>checks.because_days</comment>
        <translation>本店规则：签收后 {n} 天内可以申请。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>Shop rule: not shipped {n} days after payment is late. Change it under Settings, Rules</source>
        <comment>checks.because_ship</comment>
        <translation>本店规则：付款后 {n} 天还没发货算拖延。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>Shop rule: at least {n} photos for this reason. Change it under Settings, Rules</source>
        <comment>checks.because_pictures</comment>
        <translation>本店规则：这种原因至少要 {n} 张照片。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>Shop rule: take note over {amount}. Change it under Settings, Rules</source>
        <comment>checks.because_limit</comment>
        <translation>本店规则：一笔超过 {amount} 要留意。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>Shop rule: take note from {n} earlier refunds on. Change it under Settings, Rules</source>
        <comment>checks.because_customer</comment>
        <translation>本店规则：半年内已经退过 {n} 次要留意。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>Shop rule: the customer pays freight for this reason; the goods cost {amount}. Change it under Settings, Rules</source>
        <comment>checks.because_freight</comment>
        <translation>本店规则：这种原因运费由客户出，货款是 {amount}。在设置的“规则”里改</translation>
    </message>
    <message>
        <source>WeChat rule: no refund 365 days after payment</source>
        <comment>checks.because_year</comment>
        <translation>微信的规定：付款超过 365 天不能退</translation>
    </message>
    <message>
        <source>WeChat rule: never more than was paid</source>
        <comment>checks.because_left</comment>
        <translation>微信的规定：不能退得比付的多</translation>
    </message>
    <message>
        <source>Customer says nothing came, but it was signed for</source>
        <comment>checks.rule_signed_for</comment>
        <translation>客户说没收到，物流显示已签收</translation>
    </message>
    <message>
        <source>signed for {n} days ago</source>
        <comment>checks.evidence_signed_for</comment>
        <translation>{n} 天前签收</translation>
    </message>
    <message>
        <source>Too few photos</source>
        <comment>checks.rule_too_few</comment>
        <translation>照片不够</translation>
    </message>
    <message>
        <source>{n} of {wanted}</source>
        <comment>checks.evidence_too_few</comment>
        <translation>{n} 张，要 {wanted} 张</translation>
    </message>
    <message>
        <source>Asks for no freight</source>
        <comment>checks.rule_freight</comment>
        <translation>没有要客户该出的运费</translation>
    </message>
    <message>
        <source>Asks for more than the goods (customer pays freight)</source>
        <comment>checks.rule_freight_over</comment>
        <translation>要的比货款多（运费由客户出）</translation>
    </message>
    <message>
        <source>The goods are not back yet</source>
        <comment>checks.rule_goods_waiting</comment>
        <translation>还没收到退回的货</translation>
    </message>
    <message>
        <source>refund once they are here</source>
        <comment>checks.evidence_goods_waiting</comment>
        <translation>收到货再退</translation>
    </message>
    <message>
        <source>The customer has not answered the offer</source>
        <comment>checks.rule_answer_waiting</comment>
        <translation>在等客户回答协商</translation>
    </message>
    <message>
        <source>Refund Desk</source>
        <comment>common.app_name</comment>
        <translation>退款台</translation>
    </message>
    <message>
        <source>Refund Desk — {shop}</source>
        <comment>common.window_title</comment>
        <translation>退款台 — {shop}</translation>
    </message>
    <message>
        <source>Refund Desk — practice shop</source>
        <comment>common.window_title_practice</comment>
        <translation>退款台 — 练习店铺</translation>
    </message>
    <message>
        <source>Inbox</source>
        <comment>common.page_inbox</comment>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>History</source>
        <comment>common.page_history</comment>
        <translation>历史</translation>
    </message>
    <message>
        <source>Owner</source>
        <comment>common.owner</comment>
        <translation>店长</translation>
    </message>
    <message>
        <source>Automatic</source>
        <comment>common.automatic</comment>
        <translation>自动</translation>
    </message>
    <message>
        <source>Customer</source>
        <comment>common.customer</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>WeChat Pay</source>
        <comment>common.platform</comment>
        <translation>微信支付</translation>
    </message>
    <message>
        <source>—</source>
        <comment>common.nobody</comment>
        <translation>—</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>common.yes_close</comment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>common.back</comment>
        <translation>返回</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>common.dismiss</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <comment>common.retry</comment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>common.show</comment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Copy</source>
        <comment>common.copy</comment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <comment>common.copied</comment>
        <translation>已复制</translation>
    </message>
    <message>
        <source>More</source>
        <comment>common.more</comment>
        <translation>更多</translation>
    </message>
    <message>
        <source>Refresh</source>
        <comment>common.refresh</comment>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Undo</source>
        <comment>common.undo</comment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Skip</source>
        <comment>common.skip</comment>
        <translation>先不</translation>
    </message>
    <message>
        <source>Loading…</source>
        <comment>common.loading</comment>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>No goods known</source>
        <comment>common.no_goods</comment>
        <translation>没有商品资料</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>common.unknown</comment>
        <translation>不清楚</translation>
    </message>
    <message>
        <source>WeChat Pay complaint</source>
        <comment>common.source_complaint</comment>
        <translation>微信支付投诉</translation>
    </message>
    <message>
        <source>Complaint</source>
        <comment>common.source_complaint_short</comment>
        <translation>微信投诉</translation>
    </message>
    <message>
        <source>Mini program</source>
        <comment>common.source_shop_feed</comment>
        <translation>小程序后台</translation>
    </message>
    <message>
        <source>Mini program</source>
        <comment>common.source_shop_feed_short</comment>
        <translation>小程序</translation>
    </message>
    <message>
        <source>WeChat Store</source>
        <comment>common.source_store</comment>
        <translation>微信小店</translation>
    </message>
    <message>
        <source>Store</source>
        <comment>common.source_store_short</comment>
        <translation>小店</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <comment>common.source_sheet</comment>
        <translation>表格导入</translation>
    </message>
    <message>
        <source>Sheet</source>
        <comment>common.source_sheet_short</comment>
        <translation>表格</translation>
    </message>
    <message>
        <source>Entered by hand</source>
        <comment>common.source_by_hand</comment>
        <translation>手工录入</translation>
    </message>
    <message>
        <source>By hand</source>
        <comment>common.source_by_hand_short</comment>
        <translation>手工</translation>
    </message>
    <message>
        <source>Order facts</source>
        <comment>common.source_order_facts</comment>
        <translation>订单资料</translation>
    </message>
    <message>
        <source>Damaged</source>
        <comment>common.category_damaged</comment>
        <translation>商品破损</translation>
    </message>
    <message>
        <source>Not as described</source>
        <comment>common.category_not_as_described</comment>
        <translation>与描述不符</translation>
    </message>
    <message>
        <source>Not shipped</source>
        <comment>common.category_never_shipped</comment>
        <translation>一直没发货</translation>
    </message>
    <message>
        <source>Wrong goods</source>
        <comment>common.category_wrong_goods</comment>
        <translation>发错货</translation>
    </message>
    <message>
        <source>Missing part</source>
        <comment>common.category_missing_part</comment>
        <translation>漏发配件</translation>
    </message>
    <message>
        <source>Changed mind</source>
        <comment>common.category_changed_mind</comment>
        <translation>不想要了</translation>
    </message>
    <message>
        <source>Quality</source>
        <comment>common.category_quality</comment>
        <translation>质量问题</translation>
    </message>
    <message>
        <source>Other reason</source>
        <comment>common.category_other</comment>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Refund only</source>
        <comment>common.type_refund_only</comment>
        <translation>仅退款</translation>
    </message>
    <message>
        <source>Not shipped</source>
        <comment>common.type_unshipped</comment>
        <translation>未发货</translation>
    </message>
    <message>
        <source>Service not given</source>
        <comment>common.type_service</comment>
        <translation>服务未履约</translation>
    </message>
    <message>
        <source>Other complaint</source>
        <comment>common.type_other</comment>
        <translation>其他投诉</translation>
    </message>
    <message>
        <source>Return</source>
        <comment>common.type_return</comment>
        <translation>退货退款</translation>
    </message>
    <message>
        <source>Trade complaint</source>
        <comment>common.type_trade</comment>
        <translation>交易投诉</translation>
    </message>
    <message>
        <source>Return and refund</source>
        <comment>common.what_return</comment>
        <translation>退货退款，先寄回</translation>
    </message>
    <message>
        <source>Trade complaint in the mini program</source>
        <comment>common.what_trade</comment>
        <translation>小程序交易投诉</translation>
    </message>
    <message>
        <source>Refund only, no return</source>
        <comment>common.what_refund_only</comment>
        <translation>仅退款，不退货</translation>
    </message>
    <message>
        <source>Not shipped yet</source>
        <comment>common.what_unshipped</comment>
        <translation>还没发货</translation>
    </message>
    <message>
        <source>Complaint: service not given</source>
        <comment>common.what_service</comment>
        <translation>投诉：服务未履约</translation>
    </message>
    <message>
        <source>Complaint: something else</source>
        <comment>common.what_other</comment>
        <translation>投诉：其他问题</translation>
    </message>
    <message>
        <source>{amount} × {n}</source>
        <comment>common.amount_times</comment>
        <translation>{amount} × {n}</translation>
    </message>
    <message>
        <source>{amount} yuan</source>
        <comment>common.yuan</comment>
        <translation>{amount} 元</translation>
    </message>
    <message>
        <source>I looked</source>
        <comment>confirmations.looked</comment>
        <translation>我看过了</translation>
    </message>
    <message>
        <source>A coupon was used: about {amount} reaches the customer, the rest its issuer.</source>
        <comment>confirmations.coupon_received</comment>
        <translation>用过优惠券：客户约收到 {amount}，其余退给出券的一方</translation>
    </message>
    <message>
        <source>Write something, or take the tick away.</source>
        <comment>confirmations.reply_empty</comment>
        <translation>写一句话，或取消勾选</translation>
    </message>
    <message>
        <source>Refunding {amt} in {n} s</source>
        <comment>confirmations.undo_lead</comment>
        <translation>{n} 秒后退 {amt}</translation>
    </message>
    <message>
        <source>Too late to undo, it is being sent.</source>
        <comment>confirmations.too_late</comment>
        <translation>来不及撤销了，已经在提交</translation>
    </message>
    <message>
        <source>Give up refund — {amount}</source>
        <comment>confirmations.give_up_title</comment>
        <translation>放弃退款 — {amount}</translation>
    </message>
    <message>
        <source>WeChat is asked first that nothing was refunded. The number is not used again, and the customer gets no money.</source>
        <comment>confirmations.give_up_note</comment>
        <translation>先用原单号向微信确认没有退，再放弃。放弃后这个退款单号不再使用，钱没有退给客户</translation>
    </message>
    <message>
        <source>Give up</source>
        <comment>confirmations.give_up_confirm</comment>
        <translation>不退了</translation>
    </message>
    <message>
        <source>Back to the shop — {amount}</source>
        <comment>confirmations.to_shop_title</comment>
        <translation>退回本店 — {amount}</translation>
    </message>
    <message>
        <source>{amount} goes back to the shop's account, not to the customer. Pay the customer yourself afterwards. This cannot be taken back.</source>
        <comment>confirmations.to_shop_note</comment>
        <translation>{amount} 会回到本店的账户，不会到客户那里。之后要自己转给客户，否则仍算没退。提交后不能撤回</translation>
    </message>
    <message>
        <source>Back to the shop {amount}</source>
        <comment>confirmations.to_shop_confirm</comment>
        <translation>退回本店 {amount}</translation>
    </message>
    <message>
        <source>Practice: {words}</source>
        <comment>confirmations.practice</comment>
        <translation>练习：{words}</translation>
    </message>
    <message>
        <source>Enter a refund made elsewhere</source>
        <comment>confirmations.elsewhere_title</comment>
        <translation>补记在别处退的款</translation>
    </message>
    <message>
        <source>Look at the merchant site how much of this payment was refunded in all. This only records it, no money moves.</source>
        <comment>confirmations.elsewhere_note</comment>
        <translation>请到商户平台查这笔付款一共退了多少。这里只记录，不会退钱</translation>
    </message>
    <message>
        <source>Refunded elsewhere in all (yuan)</source>
        <comment>confirmations.elsewhere_amount</comment>
        <translation>在别处一共退了（元）</translation>
    </message>
    <message>
        <source>Record</source>
        <comment>confirmations.elsewhere_confirm</comment>
        <translation>记下</translation>
    </message>
    <message>
        <source>Not more than was paid, {amount}.</source>
        <comment>confirmations.elsewhere_over</comment>
        <translation>不能超过实付 {amount}</translation>
    </message>
    <message>
        <source>Settled outside — {amount}</source>
        <comment>confirmations.outside_title</comment>
        <translation>线下已处理 — {amount}</translation>
    </message>
    <message>
        <source>Only when the customer got the money another way. This only records it, no money moves.</source>
        <comment>confirmations.outside_note</comment>
        <translation>已经用别的办法把钱给了客户时才用。这里只记录，不会退钱</translation>
    </message>
    <message>
        <source>Marked as settled outside. No money moved in WeChat.</source>
        <comment>confirmations.outside_done</comment>
        <translation>已记为线下已处理，微信里没有动钱</translation>
    </message>
    <message>
        <source>Mark as settled outside</source>
        <comment>confirmations.outside_confirm</comment>
        <translation>标为线下已处理</translation>
    </message>
    <message>
        <source>Note (kept in the log)</source>
        <comment>confirmations.note_label</comment>
        <translation>备注（记在操作记录里）</translation>
    </message>
    <message>
        <source>Such as: bank transfer 11-18, slip 1234</source>
        <comment>confirmations.note_hint</comment>
        <translation>例如：11-18 银行转账，回单号 1234</translation>
    </message>
    <message>
        <source>Write a note.</source>
        <comment>confirmations.note_needed</comment>
        <translation>请写一句备注</translation>
    </message>
    <message>
        <source>no photo</source>
        <comment>confirmations.evidence_no_pictures</comment>
        <translation>没有照片</translation>
    </message>
    <message>
        <source>refunded before</source>
        <comment>confirmations.evidence_refunded</comment>
        <translation>以前退过款</translation>
    </message>
    <message>
        <source>Pasted picture {n}</source>
        <comment>confirmations.picture_pasted</comment>
        <translation>粘贴的图片 {n}</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>connecting.settings</comment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Merchant and keys</source>
        <comment>connecting.page</comment>
        <translation>商户与密钥</translation>
    </message>
    <message>
        <source>Connect a WeChat Pay merchant number</source>
        <comment>connecting.title_new</comment>
        <translation>连接微信支付商户号</translation>
    </message>
    <message>
        <source>Merchant number and keys</source>
        <comment>connecting.title_kept</comment>
        <translation>商户号和密钥</translation>
    </message>
    <message>
        <source>Five steps, then requests arrive and refunds work. Leaving early loses what is not saved.</source>
        <comment>connecting.lead_new</comment>
        <translation>填完这 5 步就能收投诉、查订单、退款。中途离开，没保存的要重填</translation>
    </message>
    <message>
        <source>Change certificate and keys here. Test, then save.</source>
        <comment>connecting.lead_kept</comment>
        <translation>换证书、换密钥都在这里，换完先测试再保存</translation>
    </message>
    <message>
        <source>Merchant no.</source>
        <comment>connecting.step_number</comment>
        <translation>商户号</translation>
    </message>
    <message>
        <source>API certificate</source>
        <comment>connecting.step_certificate</comment>
        <translation>API 证书</translation>
    </message>
    <message>
        <source>APIv3 key</source>
        <comment>connecting.step_apiv3</comment>
        <translation>APIv3 密钥</translation>
    </message>
    <message>
        <source>WeChat public key</source>
        <comment>connecting.step_public_key</comment>
        <translation>微信支付公钥</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>connecting.step_test</comment>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Step {n} of 5: {name}, {state}</source>
        <comment>connecting.step_accessible</comment>
        <translation>第 {n} 步，共 5 步：{name}，{state}</translation>
    </message>
    <message>
        <source>done</source>
        <comment>connecting.state_done</comment>
        <translation>已填好</translation>
    </message>
    <message>
        <source>now</source>
        <comment>connecting.state_now</comment>
        <translation>正在填</translation>
    </message>
    <message>
        <source>to do</source>
        <comment>connecting.state_todo</comment>
        <translation>还没填</translation>
    </message>
    <message>
        <source>Change</source>
        <comment>connecting.change</comment>
        <translation>更换</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <comment>connecting.change_accessible</comment>
        <translation>更换{name}</translation>
    </message>
    <message>
        <source>Merchant number</source>
        <comment>connecting.number_label</comment>
        <translation>商户号</translation>
    </message>
    <message>
        <source>Merchant site → Account → Merchant details. Certificate files fill it in.</source>
        <comment>connecting.number_hint</comment>
        <translation>商户平台 → 账户中心 → 商户信息。放入证书文件会自动填上</translation>
    </message>
    <message>
        <source>Shop name</source>
        <comment>connecting.shop_label</comment>
        <translation>店名</translation>
    </message>
    <message>
        <source>Shown in the window title, to you only</source>
        <comment>connecting.shop_hint</comment>
        <translation>写在窗口标题上，只有你看得到</translation>
    </message>
    <message>
        <source>Drop the downloaded certificate archive or folder here</source>
        <comment>connecting.drop_certificate</comment>
        <translation>把下载的证书压缩包或文件夹拖到这里</translation>
    </message>
    <message>
        <source>Merchant site → Account → API security. Or add apiclient_key.pem and apiclient_cert.pem, or a .p12.</source>
        <comment>connecting.drop_certificate_hint</comment>
        <translation>商户平台 → 账户中心 → API 安全 → 商户 API 证书。也可以只放 apiclient_key.pem 和 apiclient_cert.pem，或 .p12</translation>
    </message>
    <message>
        <source>Choose files</source>
        <comment>connecting.choose_files</comment>
        <translation>选文件</translation>
    </message>
    <message>
        <source>Choose key and certificate files</source>
        <comment>connecting.choose_title</comment>
        <translation>选择密钥和证书文件</translation>
    </message>
    <message>
        <source>Keys and certificates</source>
        <comment>connecting.file_kinds</comment>
        <translation>密钥和证书</translation>
    </message>
    <message>
        <source>All files</source>
        <comment>connecting.all_files</comment>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Let go to read the key files</source>
        <comment>connecting.drop_now</comment>
        <translation>松开，读取密钥文件</translation>
    </message>
    <message>
        <source>Reading…</source>
        <comment>connecting.reading</comment>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Private key: {name}</source>
        <comment>connecting.found_key</comment>
        <translation>私钥：{name}</translation>
    </message>
    <message>
        <source>Certificate: {name}</source>
        <comment>connecting.found_certificate</comment>
        <translation>证书：{name}</translation>
    </message>
    <message>
        <source>Public key: {name}</source>
        <comment>connecting.found_public_key</comment>
        <translation>公钥：{name}</translation>
    </message>
    <message>
        <source>Saved. Add files only to change it.</source>
        <comment>connecting.found_saved</comment>
        <translation>已保存，不换就不用放</translation>
    </message>
    <message>
        <source>Certificate serial number</source>
        <comment>connecting.serial_label</comment>
        <translation>证书序列号</translation>
    </message>
    <message>
        <source>Filled from apiclient_cert.pem, or copy it from the API security page</source>
        <comment>connecting.serial_hint</comment>
        <translation>放入 apiclient_cert.pem 会自动填上；没有就在 API 安全页面复制</translation>
    </message>
    <message>
        <source>APIv3 key</source>
        <comment>connecting.apiv3_label</comment>
        <translation>APIv3 密钥</translation>
    </message>
    <message>
        <source>{n} / 32</source>
        <comment>connecting.apiv3_count</comment>
        <translation>{n} / 32 位</translation>
    </message>
    <message>
        <source>Merchant site → Account → API security → APIv3 key. You set these 32 letters and digits yourself. Optional with the WeChat Pay public key.</source>
        <comment>connecting.apiv3_hint</comment>
        <translation>商户平台 → 账户中心 → API 安全 → 设置 APIv3 密钥。它是你自己定的 32 位字母和数字，忘了只能重设。用微信支付公钥验签的，可以不填</translation>
    </message>
    <message>
        <source>Saved. Type only to change it.</source>
        <comment>connecting.apiv3_saved</comment>
        <translation>已保存，不换就不用填</translation>
    </message>
    <message>
        <source>Hold to show</source>
        <comment>connecting.hold_to_show</comment>
        <translation>按住显示</translation>
    </message>
    <message>
        <source>How answers of WeChat Pay are checked</source>
        <comment>connecting.mode_label</comment>
        <translation>怎么验证微信的回答</translation>
    </message>
    <message>
        <source>WeChat Pay public key (recommended)</source>
        <comment>connecting.mode_public_key</comment>
        <translation>微信支付公钥（推荐）</translation>
    </message>
    <message>
        <source>Platform certificate (older merchants)</source>
        <comment>connecting.mode_certificate</comment>
        <translation>平台证书（老商户号）</translation>
    </message>
    <message>
        <source>Platform certificates are fetched with the APIv3 key. No file needed.</source>
        <comment>connecting.mode_certificate_hint</comment>
        <translation>程序用 APIv3 密钥自己下载平台证书，不用放文件</translation>
    </message>
    <message>
        <source>Drop pub_key.pem here</source>
        <comment>connecting.drop_public_key</comment>
        <translation>把 pub_key.pem 拖到这里</translation>
    </message>
    <message>
        <source>Next step; files can be dropped now already</source>
        <comment>connecting.drop_later</comment>
        <translation>下一步，也可以现在就把文件拖进来</translation>
    </message>
    <message>
        <source>Key ID</source>
        <comment>connecting.key_id_label</comment>
        <translation>公钥 ID</translation>
    </message>
    <message>
        <source>Merchant site → Account → API security, on the page of the public key</source>
        <comment>connecting.key_id_hint</comment>
        <translation>商户平台 → 账户中心 → API 安全 → 微信支付公钥，和公钥在同一页</translation>
    </message>
    <message>
        <source>Saving…</source>
        <comment>connecting.saving</comment>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>until {date}</source>
        <comment>connecting.certificate_until</comment>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>Platform certificate</source>
        <comment>connecting.mode_short_certificate</comment>
        <translation>平台证书</translation>
    </message>
    <message>
        <source>Not given, not needed</source>
        <comment>connecting.apiv3_none</comment>
        <translation>没有填，用不到</translation>
    </message>
    <message>
        <source>Policy allows it. You will check the amount next.</source>
        <comment>decision.hint_green</comment>
        <translation>按店铺政策可以同意，下一步核对金额。</translation>
    </message>
    <message>
        <source>Policy allows it, but look at what is marked.</source>
        <comment>decision.hint_amber</comment>
        <translation>可以同意，先看一眼留意的地方。</translation>
    </message>
    <message>
        <source>{n} check not met. Talk to the customer first.</source>
        <comment>decision.hint_red.one</comment>
        <translation>有 {n} 项不符合政策，可先协商。</translation>
    </message>
    <message>
        <source>{n} checks not met. Talk to the customer first.</source>
        <comment>decision.hint_red</comment>
        <translation>有 {n} 项不符合政策，可先协商。</translation>
    </message>
    <message>
        <source>Some facts are missing. Look before you decide.</source>
        <comment>decision.hint_grey</comment>
        <translation>有资料没查到，请看清再决定。</translation>
    </message>
    <message>
        <source>Sent in {n} s, can be undone until then.</source>
        <comment>decision.hint_undo</comment>
        <translation>{n} 秒后提交，期间可以撤销。</translation>
    </message>
    <message>
        <source>Sent, cannot be undone.</source>
        <comment>decision.hint_submitted</comment>
        <translation>退款已提交，不能再撤销。</translation>
    </message>
    <message>
        <source>This application is closed.</source>
        <comment>decision.hint_done</comment>
        <translation>这笔已经处理完。</translation>
    </message>
    <message>
        <source>Approve and refund {amount}</source>
        <comment>decision.approve_button</comment>
        <translation>同意并退款 {amount}</translation>
    </message>
    <message>
        <source>Approve and refund</source>
        <comment>decision.approve_button_plain</comment>
        <translation>同意并退款</translation>
    </message>
    <message>
        <source>Practice: refund {amount}</source>
        <comment>decision.approve_button_practice</comment>
        <translation>练习：同意并退款 {amount}</translation>
    </message>
    <message>
        <source>Approve and refund {amount} yuan, opens a check window</source>
        <comment>decision.approve_name</comment>
        <translation>同意并退款 {amount} 元，打开核对窗口</translation>
    </message>
    <message>
        <source>Waiting to be sent…</source>
        <comment>decision.approve_waiting</comment>
        <translation>等待提交…</translation>
    </message>
    <message>
        <source>Refund more</source>
        <comment>decision.approve_again</comment>
        <translation>再退一笔</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>decision.reject_button</comment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reject the refund, opens a window</source>
        <comment>decision.reject_name</comment>
        <translation>拒绝退款，打开窗口</translation>
    </message>
    <message>
        <source>Reply</source>
        <comment>decision.reply_button</comment>
        <translation>回复客户</translation>
    </message>
    <message>
        <source>Copy status</source>
        <comment>decision.copy_progress</comment>
        <translation>复制进度</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <comment>decision.complete_button</comment>
        <translation>反馈处理完成</translation>
    </message>
    <message>
        <source>Continue</source>
        <comment>decision.continue_button</comment>
        <translation>继续退款</translation>
    </message>
    <message>
        <source>Give up</source>
        <comment>decision.give_up_button</comment>
        <translation>放弃这笔</translation>
    </message>
    <message>
        <source>Ask now</source>
        <comment>decision.ask_now</comment>
        <translation>立即查询</translation>
    </message>
    <message>
        <source>{name} asks for {amount}</source>
        <comment>detail.title</comment>
        <translation>{name} 申请退款 {amount}</translation>
    </message>
    <message>
        <source>{name} complains</source>
        <comment>detail.title_no_amount</comment>
        <translation>{name} 投诉</translation>
    </message>
    <message>
        <source>{source} {number}</source>
        <comment>detail.subtitle_source</comment>
        <translation>{source} {number}</translation>
    </message>
    <message>
        <source>Show full phone number, this is logged</source>
        <comment>detail.show_phone</comment>
        <translation>显示完整手机号，会记入操作记录</translation>
    </message>
    <message>
        <source>Hidden in {n} s · logged</source>
        <comment>detail.phone_hides</comment>
        <translation>{n} 秒后隐藏 • 已记录</translation>
    </message>
    <message>
        <source>Copy number</source>
        <comment>detail.copy_number</comment>
        <translation>复制单号</translation>
    </message>
    <message>
        <source>Next</source>
        <comment>detail.next_one</comment>
        <translation>下一笔</translation>
    </message>
    <message>
        <source>Previous</source>
        <comment>detail.previous_one</comment>
        <translation>上一笔</translation>
    </message>
    <message>
        <source>{n} / {total}</source>
        <comment>detail.position</comment>
        <translation>{n} / {total}</translation>
    </message>
    <message>
        <source>Messages</source>
        <comment>detail.tab_messages</comment>
        <translation>沟通</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>detail.tab_pictures</comment>
        <translation>图片与凭证</translation>
    </message>
    <message>
        <source>Refund status</source>
        <comment>detail.tab_refund</comment>
        <translation>退款进度</translation>
    </message>
    <message>
        <source>Audit log</source>
        <comment>detail.tab_audit</comment>
        <translation>操作记录</translation>
    </message>
    <message>
        <source>Choose an application on the left.</source>
        <comment>detail.nothing_chosen</comment>
        <translation>在左边选一笔申请。</translation>
    </message>
    <message>
        <source>To do</source>
        <comment>detail.pill_open</comment>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Waiting for owner</source>
        <comment>detail.pill_asked_owner</comment>
        <translation>等店长同意</translation>
    </message>
    <message>
        <source>Waiting for goods</source>
        <comment>detail.pill_waiting_goods</comment>
        <translation>等客户寄回</translation>
    </message>
    <message>
        <source>Goods received</source>
        <comment>detail.pill_goods_received</comment>
        <translation>已收到退货</translation>
    </message>
    <message>
        <source>Waiting for customer</source>
        <comment>detail.pill_waiting_customer</comment>
        <translation>等客户确认</translation>
    </message>
    <message>
        <source>Waits for proof</source>
        <comment>detail.pill_agreed_waiting_proof</comment>
        <translation>等凭证</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>detail.pill_refunding</comment>
        <translation>退款中</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>detail.pill_refunded</comment>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>detail.pill_rejected</comment>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Withdrawn by customer</source>
        <comment>detail.pill_withdrawn</comment>
        <translation>客户撤回</translation>
    </message>
    <message>
        <source>Decided by WeChat</source>
        <comment>detail.pill_platform_decided</comment>
        <translation>微信已处理</translation>
    </message>
    <message>
        <source>Settled outside</source>
        <comment>detail.pill_settled_outside</comment>
        <translation>已线下处理</translation>
    </message>
    <message>
        <source>Sends in {n} s</source>
        <comment>detail.refund_planned</comment>
        <translation>待发起 {n} 秒</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <comment>detail.refund_planned_short</comment>
        <translation>待发起</translation>
    </message>
    <message>
        <source>Sent</source>
        <comment>detail.refund_submitting</comment>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Result unknown</source>
        <comment>detail.refund_unknown</comment>
        <translation>结果不明</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <comment>detail.refund_refused</comment>
        <translation>没退成</translation>
    </message>
    <message>
        <source>Balance too low</source>
        <comment>detail.refund_balance</comment>
        <translation>余额不足需充值</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>detail.refund_processing</comment>
        <translation>退款处理中</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>detail.refund_succeeded</comment>
        <translation>退款成功</translation>
    </message>
    <message>
        <source>Came back to the shop</source>
        <comment>detail.refund_to_shop</comment>
        <translation>退回到本店</translation>
    </message>
    <message>
        <source>Refund abnormal</source>
        <comment>detail.refund_abnormal</comment>
        <translation>退款异常</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>detail.refund_closed</comment>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Undone</source>
        <comment>detail.refund_undone</comment>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Given up</source>
        <comment>detail.refund_given_up</comment>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Applied</source>
        <comment>detail.event_applied</comment>
        <translation>提交申请</translation>
    </message>
    <message>
        <source>Continued</source>
        <comment>detail.event_continued</comment>
        <translation>继续投诉</translation>
    </message>
    <message>
        <source>Agreed to refund</source>
        <comment>detail.event_approved</comment>
        <translation>同意退款</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>detail.event_rejected</comment>
        <translation>拒绝退款</translation>
    </message>
    <message>
        <source>Marked as done</source>
        <comment>detail.event_completed</comment>
        <translation>反馈处理完成</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>detail.event_revoked</comment>
        <translation>撤回投诉</translation>
    </message>
    <message>
        <source>Confirmed as solved</source>
        <comment>detail.event_confirmed</comment>
        <translation>确认已解决</translation>
    </message>
    <message>
        <source>Refund arrived</source>
        <comment>detail.event_arrived</comment>
        <translation>退款到账</translation>
    </message>
    <message>
        <source>Notice from WeChat Pay</source>
        <comment>detail.event_system</comment>
        <translation>微信支付通知</translation>
    </message>
    <message>
        <source>First reply {span}</source>
        <comment>detail.first_reply</comment>
        <translation>首次回复 {span}</translation>
    </message>
    <message>
        <source>Shop</source>
        <comment>detail.shop_speaker</comment>
        <translation>本店</translation>
    </message>
    <message>
        <source>See {n} earlier</source>
        <comment>detail.earlier_messages.one</comment>
        <translation>看更早的 {n} 条</translation>
    </message>
    <message>
        <source>See {n} earlier</source>
        <comment>detail.earlier_messages</comment>
        <translation>看更早的 {n} 条</translation>
    </message>
    <message>
        <source>{n} new message</source>
        <comment>detail.new_messages.one</comment>
        <translation>{n} 条新消息</translation>
    </message>
    <message>
        <source>{n} new messages</source>
        <comment>detail.new_messages</comment>
        <translation>{n} 条新消息</translation>
    </message>
    <message>
        <source>No messages yet.</source>
        <comment>detail.no_messages</comment>
        <translation>还没有消息。</translation>
    </message>
    <message>
        <source>Conversation</source>
        <comment>detail.messages_name</comment>
        <translation>沟通记录</translation>
    </message>
    <message>
        <source>Customer picture {n} of {total}</source>
        <comment>detail.picture_name</comment>
        <translation>客户图片 {n}，共 {total} 张</translation>
    </message>
    <message>
        <source>Shop picture {n} of {total}</source>
        <comment>detail.own_picture_name</comment>
        <translation>本店图片 {n}，共 {total} 张</translation>
    </message>
    <message>
        <source>From the customer</source>
        <comment>detail.pictures_customer</comment>
        <translation>客户的图片</translation>
    </message>
    <message>
        <source>From the shop</source>
        <comment>detail.pictures_shop</comment>
        <translation>本店的图片</translation>
    </message>
    <message>
        <source>No pictures in this application.</source>
        <comment>detail.no_pictures</comment>
        <translation>这笔申请没有图片。</translation>
    </message>
    <message>
        <source>Picture not fetched. Press to try again.</source>
        <comment>detail.picture_failed</comment>
        <translation>图片没取到，点一下重试</translation>
    </message>
    <message>
        <source>What came is no picture, or only half of one. It was not opened. Press to try again.</source>
        <comment>detail.picture_none</comment>
        <translation>客户发来的不是图片，或文件不完整，没有打开。点一下再取一次</translation>
    </message>
    <message>
        <source>The picture is too big. It was not opened. Press to try again.</source>
        <comment>detail.picture_too_big</comment>
        <translation>客户发来的图太大，没有打开。点一下再取一次</translation>
    </message>
    <message>
        <source>Picture {n} of {total}</source>
        <comment>detail.viewer_title</comment>
        <translation>图片 {n} / {total}</translation>
    </message>
    <message>
        <source>Larger</source>
        <comment>detail.viewer_zoom_in</comment>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <comment>detail.viewer_zoom_out</comment>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit</source>
        <comment>detail.viewer_fit</comment>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Turn right</source>
        <comment>detail.viewer_rotate</comment>
        <translation>向右转</translation>
    </message>
    <message>
        <source>Next picture</source>
        <comment>detail.viewer_next</comment>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <comment>detail.viewer_previous</comment>
        <translation>上一张</translation>
    </message>
    <message>
        <source>This picture could not be opened.</source>
        <comment>detail.viewer_failed</comment>
        <translation>这张图片打不开。</translation>
    </message>
    <message>
        <source>Log complete</source>
        <comment>detail.audit_whole</comment>
        <translation>记录完整</translation>
    </message>
    <message>
        <source>Log was changed</source>
        <comment>detail.audit_broken</comment>
        <translation>记录被改动过</translation>
    </message>
    <message>
        <source>Nothing logged yet.</source>
        <comment>detail.audit_none</comment>
        <translation>还没有操作记录。</translation>
    </message>
    <message>
        <source>{time} · {who}</source>
        <comment>detail.audit_by</comment>
        <translation>{time} • {who}</translation>
    </message>
    <message>
        <source>{n} other application for this payment</source>
        <comment>detail.linked.one</comment>
        <translation>这笔付款还有 {n} 个申请</translation>
    </message>
    <message>
        <source>{n} other applications for this payment</source>
        <comment>detail.linked</comment>
        <translation>这笔付款还有 {n} 个申请</translation>
    </message>
    <message>
        <source>More</source>
        <comment>evidence_pack.more</comment>
        <translation>更多</translation>
    </message>
    <message>
        <source>Make evidence pack…</source>
        <comment>evidence_pack.command</comment>
        <translation>做凭证包…</translation>
    </message>
    <message>
        <source>Evidence pack: refund {amount}</source>
        <comment>evidence_pack.title</comment>
        <translation>凭证包：退款 {amount}</translation>
    </message>
    <message>
        <source>A PDF and a zip: messages, pictures, order, refund steps, log and checksums. Names, phones and tracking numbers are masked.</source>
        <comment>evidence_pack.note</comment>
        <translation>一份 PDF 和一个 zip：沟通、图片、订单、退款步骤、操作记录和校验码。姓名、电话、单号都已遮挡。</translation>
    </message>
    <message>
        <source>Pictures in it</source>
        <comment>evidence_pack.pictures</comment>
        <translation>放进去的图片</translation>
    </message>
    <message>
        <source>A picture that is neither redacted nor confirmed stays out and is only mentioned</source>
        <comment>evidence_pack.pictures_note</comment>
        <translation>没打码也没确认的图片不放进去，只写明有这张图</translation>
    </message>
    <message>
        <source>This application has no pictures</source>
        <comment>evidence_pack.no_pictures</comment>
        <translation>这笔申请没有图片</translation>
    </message>
    <message>
        <source>{n} of {total} go in</source>
        <comment>evidence_pack.counted</comment>
        <translation>放进 {n} / {total} 张</translation>
    </message>
    <message>
        <source>Save…</source>
        <comment>evidence_pack.save</comment>
        <translation>保存…</translation>
    </message>
    <message>
        <source>evidence-{number}.zip</source>
        <comment>evidence_pack.file_name</comment>
        <translation>凭证包-{number}.zip</translation>
    </message>
    <message>
        <source>Zip archive (*.zip)</source>
        <comment>evidence_pack.kind_of_file</comment>
        <translation>压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>Saved “{name}”, and “{pdf}” beside it</source>
        <comment>evidence_pack.saved</comment>
        <translation>已保存“{name}”，旁边是“{pdf}”</translation>
    </message>
    <message>
        <source>Making it…</source>
        <comment>evidence_pack.making</comment>
        <translation>正在做…</translation>
    </message>
    <message>
        <source>Evidence pack made</source>
        <comment>evidence_pack.audit_packed</comment>
        <translation>做了凭证包</translation>
    </message>
    <message>
        <source>Refund evidence: {amount} asked for</source>
        <comment>evidence_pack.heading</comment>
        <translation>退款凭证：申请 {amount}</translation>
    </message>
    <message>
        <source>Made on {time} (Beijing time)</source>
        <comment>evidence_pack.made_at</comment>
        <translation>{time}（北京时间）制作</translation>
    </message>
    <message>
        <source>Names, phones, addresses, tracking, identity and card numbers are masked; pictures were redacted or confirmed by a person.</source>
        <comment>evidence_pack.masked</comment>
        <translation>姓名、电话、地址、快递单号、证件号和卡号已遮挡；图片经人工打码或确认。</translation>
    </message>
    <message>
        <source>Application</source>
        <comment>evidence_pack.application</comment>
        <translation>申请</translation>
    </message>
    <message>
        <source>Shop</source>
        <comment>evidence_pack.shop</comment>
        <translation>商家</translation>
    </message>
    <message>
        <source>Customer</source>
        <comment>evidence_pack.customer</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Asked for</source>
        <comment>evidence_pack.asked</comment>
        <translation>申请金额</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>evidence_pack.reason</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Applied</source>
        <comment>evidence_pack.applied_at</comment>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Source and number</source>
        <comment>evidence_pack.source</comment>
        <translation>来源和单号</translation>
    </message>
    <message>
        <source>Order</source>
        <comment>evidence_pack.order</comment>
        <translation>订单</translation>
    </message>
    <message>
        <source>WeChat Pay number</source>
        <comment>evidence_pack.transaction</comment>
        <translation>微信支付订单号</translation>
    </message>
    <message>
        <source>Merchant's number</source>
        <comment>evidence_pack.merchant_number</comment>
        <translation>商户订单号</translation>
    </message>
    <message>
        <source>Goods</source>
        <comment>evidence_pack.goods</comment>
        <translation>商品</translation>
    </message>
    <message>
        <source>The order was not read</source>
        <comment>evidence_pack.no_order</comment>
        <translation>还没读到订单</translation>
    </message>
    <message>
        <source>Refund</source>
        <comment>evidence_pack.refunds</comment>
        <translation>退款</translation>
    </message>
    <message>
        <source>Nothing was refunded</source>
        <comment>evidence_pack.no_refunds</comment>
        <translation>没有退款</translation>
    </message>
    <message>
        <source>Messages</source>
        <comment>evidence_pack.messages</comment>
        <translation>沟通</translation>
    </message>
    <message>
        <source>No messages</source>
        <comment>evidence_pack.no_messages</comment>
        <translation>没有沟通记录</translation>
    </message>
    <message>
        <source>Picture {n}</source>
        <comment>evidence_pack.picture</comment>
        <translation>图片 {n}</translation>
    </message>
    <message>
        <source>Copy in this pack, SHA-256 {sha256}</source>
        <comment>evidence_pack.inside</comment>
        <translation>本包内的副本 SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>Left out (not redacted). Original: SHA-256 {sha256}</source>
        <comment>evidence_pack.left_out</comment>
        <translation>没有放入（没有打码）。原图 SHA-256 {sha256}</translation>
    </message>
    <message>
        <source>Left out: it was never downloaded</source>
        <comment>evidence_pack.left_out_unknown</comment>
        <translation>没有放入：没有下载到这张图</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>evidence_pack.trail</comment>
        <translation>操作记录</translation>
    </message>
    <message>
        <source>The checksum of each line covers the line before, so a change shows. All of it is in audit.json of the zip.</source>
        <comment>evidence_pack.trail_note</comment>
        <translation>每一行的校验码都包含上一行的，改动任何一行都会被发现。完整内容在 zip 的 audit.json 里。</translation>
    </message>
    <message>
        <source>{n} line</source>
        <comment>evidence_pack.count_of_lines.one</comment>
        <translation>共 {n} 行</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <comment>evidence_pack.count_of_lines</comment>
        <translation>共 {n} 行</translation>
    </message>
    <message>
        <source>Your mini program's backend does not accept our signature. Compare key, secret and clocks.</source>
        <comment>feed.denied</comment>
        <translation>小程序后台不认本程序的签名。请核对密钥编号、密钥，以及两边的时钟</translation>
    </message>
    <message>
        <source>Your mini program's backend is in trouble. It is asked again.</source>
        <comment>feed.trouble</comment>
        <translation>小程序后台出错了，稍后会自动再试</translation>
    </message>
    <message>
        <source>Your mini program's backend is busy. It is asked again.</source>
        <comment>feed.busy</comment>
        <translation>小程序后台说请求太频繁，稍后会自动再试</translation>
    </message>
    <message>
        <source>Your mini program's backend answered in no agreed form; nothing was used. Its makers can run feed-check.</source>
        <comment>feed.nonsense</comment>
        <translation>小程序后台的回答不合约定，没有采用。请后台开发用 feed-check 检查</translation>
    </message>
    <message>
        <source>The application has changed in your mini program, which did not take this. Look again.</source>
        <comment>feed.changed</comment>
        <translation>小程序里这个申请已经变了，没有收下。请看最新的情况再决定</translation>
    </message>
    <message>
        <source>The customer has not written to your customer service within 48 h: reply on the application's page instead.</source>
        <comment>feed.channel</comment>
        <translation>客户 48 小时内没有联系小程序客服，这样发不出去。请在申请页面回复</translation>
    </message>
    <message>
        <source>Your mini program's backend knows no such application.</source>
        <comment>feed.gone</comment>
        <translation>小程序后台说没有这个申请</translation>
    </message>
    <message>
        <source>Your mini program's backend did not take this: not of its form. Its makers can run feed-check.</source>
        <comment>feed.form</comment>
        <translation>小程序后台没有收下：内容不合它的要求。请后台开发用 feed-check 检查</translation>
    </message>
    <message>
        <source>Your mini program's backend did not take the picture: PNG or JPEG, at most 2 MB.</source>
        <comment>feed.picture</comment>
        <translation>小程序后台没有收下图片。要 PNG 或 JPEG，不超过 2 MB</translation>
    </message>
    <message>
        <source>Welcome to Refund Desk</source>
        <comment>first_run.welcome</comment>
        <translation>欢迎使用退款台</translation>
    </message>
    <message>
        <source>Every WeChat refund request in one place: see clearly, refund exactly, keep the proof</source>
        <comment>first_run.lead</comment>
        <translation>把微信里的退款申请收到一处，看清楚、退准确、留好凭证</translation>
    </message>
    <message>
        <source>Try the practice shop first</source>
        <comment>first_run.practice_title</comment>
        <translation>先用练习店铺试一试</translation>
    </message>
    <message>
        <source>About 5 minutes · nothing to fill in</source>
        <comment>first_run.practice_note</comment>
        <translation>约 5 分钟 • 不用填任何资料</translation>
    </message>
    <message>
        <source>{n} made-up requests: damaged, wrong, not sent</source>
        <comment>first_run.practice_point_kinds</comment>
        <translation>{n} 笔假申请：破损、发错货、没发货、已撤回</translation>
    </message>
    <message>
        <source>Approve, reject, reply and undo for real</source>
        <comment>first_run.practice_point_real</comment>
        <translation>同意、拒绝、回复、撤销都能真的点</translation>
    </message>
    <message>
        <source>No network, no real money</source>
        <comment>first_run.practice_point_safe</comment>
        <translation>不联网，不会动真钱</translation>
    </message>
    <message>
        <source>Enter the practice shop</source>
        <comment>first_run.practice_enter</comment>
        <translation>进入练习店铺</translation>
    </message>
    <message>
        <source>Connect my merchant number</source>
        <comment>first_run.merchant_title</comment>
        <translation>连接我的商户号</translation>
    </message>
    <message>
        <source>About 10 minutes · needs a merchant site admin</source>
        <comment>first_run.merchant_note</comment>
        <translation>约 10 分钟 • 需要商户平台管理员</translation>
    </message>
    <message>
        <source>Merchant number and API certificate files</source>
        <comment>first_run.merchant_point_certificate</comment>
        <translation>商户号和 API 证书文件</translation>
    </message>
    <message>
        <source>APIv3 key (32 letters) and WeChat Pay public key</source>
        <comment>first_run.merchant_point_keys</comment>
        <translation>APIv3 密钥（32 位）和微信支付公钥</translation>
    </message>
    <message>
        <source>A test that only asks, no money moves</source>
        <comment>first_run.merchant_point_test</comment>
        <translation>测试连接，只查询，不会退钱</translation>
    </message>
    <message>
        <source>Start connecting</source>
        <comment>first_run.merchant_start</comment>
        <translation>开始连接</translation>
    </message>
    <message>
        <source>Keys and customer facts stay on this PC, encrypted</source>
        <comment>first_run.promise_private</comment>
        <translation>密钥和客户资料只存在这台电脑，加密保存</translation>
    </message>
    <message>
        <source>WeChat Pay refunds the customer directly</source>
        <comment>first_run.promise_direct</comment>
        <translation>钱由微信支付直接退给客户，不经过别人的账户</translation>
    </message>
    <message>
        <source>The owner decides</source>
        <comment>first_run.promise_owner</comment>
        <translation>退多少由店长定</translation>
    </message>
    <message>
        <source>中文</source>
        <comment>first_run.language_other</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>Opening the practice shop…</source>
        <comment>first_run.starting</comment>
        <translation>正在打开练习店铺…</translation>
    </message>
    <message>
        <source>The practice shop did not start. Try again.</source>
        <comment>first_run.start_failed</comment>
        <translation>练习店铺没打开，请重试</translation>
    </message>
    <message>
        <source>Only at WeChat</source>
        <comment>found.kind_theirs</comment>
        <translation>微信有 本机没有</translation>
    </message>
    <message>
        <source>Only here</source>
        <comment>found.kind_ours</comment>
        <translation>本机有 微信没有</translation>
    </message>
    <message>
        <source>Amounts differ</source>
        <comment>found.kind_amount</comment>
        <translation>金额不同</translation>
    </message>
    <message>
        <source>States differ</source>
        <comment>found.kind_state</comment>
        <translation>状态不同</translation>
    </message>
    <message>
        <source>{amt} · {name}</source>
        <comment>found.row_lead</comment>
        <translation>{amt} · {name}</translation>
    </message>
    <message>
        <source>{time} · {number}</source>
        <comment>found.row_when</comment>
        <translation>{time} · {number}</translation>
    </message>
    <message>
        <source>WeChat</source>
        <comment>found.theirs</comment>
        <translation>微信</translation>
    </message>
    <message>
        <source>Here</source>
        <comment>found.ours</comment>
        <translation>本机</translation>
    </message>
    <message>
        <source>Refunded on the merchant site, not through this desk. It already counts as refunded. Record it.</source>
        <comment>found.why_theirs</comment>
        <translation>有人在商户平台直接退了这笔，没有经过退款台。可退金额里已经扣掉，请补记。</translation>
    </message>
    <message>
        <source>The number is a desk's, but it is not here: another PC, or a restored backup. WeChat is asked before it is recorded.</source>
        <comment>found.why_theirs_desk</comment>
        <translation>这是退款台的单号，本机却没有：可能是另一台电脑退的，或恢复过备份。补记时会先问微信。</translation>
    </message>
    <message>
        <source>Tried on the merchant site. WeChat did not refund it, no money moved.</source>
        <comment>found.why_theirs_failed</comment>
        <translation>有人在商户平台退过，微信没有退成，钱没有动。</translation>
    </message>
    <message>
        <source>Refunded before this desk was used. It already counts as refunded, nothing to do.</source>
        <comment>found.why_before_use</comment>
        <translation>开始用退款台之前退的。可退金额里已经扣掉，不用处理。</translation>
    </message>
    <message>
        <source>WeChat accepted it, but the bill lacks it. Download again. If it stays away, ask WeChat Pay support with the number.</source>
        <comment>found.why_ours</comment>
        <translation>微信受理过这笔，账单里却没有。先重新下载；还是没有，请拿退款单号问微信支付客服。</translation>
    </message>
    <message>
        <source>Same number, other amount. WeChat's counts, ours is not changed. Ask WeChat Pay support, then press Checked.</source>
        <comment>found.why_amount</comment>
        <translation>单号相同，金额不同。以微信为准，本机的金额不会改。请拿单号问微信支付客服，查清后点“已核对”。</translation>
    </message>
    <message>
        <source>Given up here, but it is in WeChat's bill. It already counts as refunded. Do not refund again.</source>
        <comment>found.why_given_up</comment>
        <translation>本机已放弃这笔，微信账单里却有。可退金额里已经扣掉，不要再退。</translation>
    </message>
    <message>
        <source>Closed here, but the bill says it arrived. It already counts as refunded. Do not refund again, ask WeChat Pay support.</source>
        <comment>found.why_closed</comment>
        <translation>本机查到已关闭，账单却说已退成。可退金额里已经扣掉，不要再退，请问微信支付客服。</translation>
    </message>
    <message>
        <source>Arrived as far as this desk was told, but the bill says it failed. Look it up on the merchant site, or ask WeChat Pay support.</source>
        <comment>found.why_failed</comment>
        <translation>本机查到已退成，账单却说退款失败。请到商户平台核对这一笔，或问微信支付客服。</translation>
    </message>
    <message>
        <source>Record here</source>
        <comment>found.record</comment>
        <translation>补记到本机</translation>
    </message>
    <message>
        <source>Show application</source>
        <comment>found.show_application</comment>
        <translation>看申请</translation>
    </message>
    <message>
        <source>Checked</source>
        <comment>found.checked</comment>
        <translation>已核对</translation>
    </message>
    <message>
        <source>Copy refund number</source>
        <comment>found.copy_number</comment>
        <translation>复制退款单号</translation>
    </message>
    <message>
        <source>Recorded {time}</source>
        <comment>found.marked_recorded</comment>
        <translation>{time} 已补记</translation>
    </message>
    <message>
        <source>Checked {time}: WeChat did not refund it</source>
        <comment>found.marked_not_moved</comment>
        <translation>{time} 核对过，微信没有退成</translation>
    </message>
    <message>
        <source>Checked {time}</source>
        <comment>found.marked_noted</comment>
        <translation>{time} 已核对</translation>
    </message>
    <message>
        <source>Recorded {amt}. No money moved.</source>
        <comment>found.recorded</comment>
        <translation>已补记 {amt}，没有动钱</translation>
    </message>
    <message>
        <source>Checked. It stays in the books.</source>
        <comment>found.noted</comment>
        <translation>已核对，留在账上备查</translation>
    </message>
    <message>
        <source>Record here</source>
        <comment>found.record_title</comment>
        <translation>补记到本机</translation>
    </message>
    <message>
        <source>A refund of {amt} in WeChat's bill</source>
        <comment>found.record_lead</comment>
        <translation>微信账单里的退款 {amt}</translation>
    </message>
    <message>
        <source>This only writes it down, no money moves. It cannot be taken back.</source>
        <comment>found.record_note</comment>
        <translation>只记账，不动钱。记下后不能撤回。</translation>
    </message>
    <message>
        <source>Refunded at</source>
        <comment>found.record_time</comment>
        <translation>退款时间</translation>
    </message>
    <message>
        <source>Item</source>
        <comment>found.record_goods</comment>
        <translation>商品</translation>
    </message>
    <message>
        <source>Refund number</source>
        <comment>found.record_number</comment>
        <translation>商户退款单号</translation>
    </message>
    <message>
        <source>WeChat's number</source>
        <comment>found.record_refund_id</comment>
        <translation>微信退款单号</translation>
    </message>
    <message>
        <source>WeChat order</source>
        <comment>found.record_order</comment>
        <translation>微信支付订单号</translation>
    </message>
    <message>
        <source>Noted before for this order: {amt} refunded elsewhere.</source>
        <comment>found.told_lead</comment>
        <translation>这个订单之前记过：在别处退了 {amt}。</translation>
    </message>
    <message>
        <source>This one is part of it. Do not add it.</source>
        <comment>found.told_inside</comment>
        <translation>这一笔就在里面，不再加</translation>
    </message>
    <message>
        <source>This one is not part of it. Add it.</source>
        <comment>found.told_outside</comment>
        <translation>这一笔不在里面，另外加上</translation>
    </message>
    <message>
        <source>First choose whether it was counted</source>
        <comment>found.told_choose</comment>
        <translation>请先选这一笔算没算过</translation>
    </message>
    <message>
        <source>Record {amt}</source>
        <comment>found.record_confirm</comment>
        <translation>补记 {amt}</translation>
    </message>
    <message>
        <source>Recording</source>
        <comment>found.recording</comment>
        <translation>正在补记</translation>
    </message>
    <message>
        <source>This one was recorded or checked before.</source>
        <comment>found.recorded_before</comment>
        <translation>这一笔已经记过或核对过了</translation>
    </message>
    <message>
        <source>WeChat did not answer about this refund. Nothing was recorded. Try again later.</source>
        <comment>found.unread</comment>
        <translation>微信没有回答这笔退款的情况，没有记。请稍后再试</translation>
    </message>
    <message>
        <source>The bill does not hold this one any more. Download again.</source>
        <comment>found.gone</comment>
        <translation>账单里已经没有这一笔，请重新下载</translation>
    </message>
    <message>
        <source>{kind}, {amt} yuan. {why}</source>
        <comment>found.spoken_row</comment>
        <translation>{kind}，{amt} 元。{why}</translation>
    </message>
    <message>
        <source>Goods cannot be asked for here. Write to the customer</source>
        <comment>goods_back.no_return</comment>
        <translation>这个来源不能要求退货，请用文字和客户说</translation>
    </message>
    <message>
        <source>No offer can be made here. Write to the customer</source>
        <comment>goods_back.no_offer</comment>
        <translation>这个来源不能协商金额，请用文字和客户说</translation>
    </message>
    <message>
        <source>The address needs a receiver, a phone and a place</source>
        <comment>goods_back.wrong_address</comment>
        <translation>退货地址要有收件人、电话和地址</translation>
    </message>
    <message>
        <source>That day to send it back is over</source>
        <comment>goods_back.wrong_deadline</comment>
        <translation>寄回的期限已经过了</translation>
    </message>
    <message>
        <source>No goods are awaited here</source>
        <comment>goods_back.none_awaited</comment>
        <translation>这一笔没有在等客户寄回</translation>
    </message>
    <message>
        <source>The goods are not here, so nothing was refunded. To refund first, tick it in the check</source>
        <comment>goods_back.goods_first</comment>
        <translation>货还没有收到，所以没有退款。要先退，请在核对窗口里勾选</translation>
    </message>
    <message>
        <source>No proof is awaited here</source>
        <comment>goods_back.no_proof_awaited</comment>
        <translation>这一笔没有在等凭证</translation>
    </message>
    <message>
        <source>The customer agreed to the offer. You can refund now</source>
        <comment>goods_back.offer_agreed</comment>
        <translation>客户同意了协商的金额，可以退了</translation>
    </message>
    <message>
        <source>The customer refused the offer</source>
        <comment>goods_back.offer_refused</comment>
        <translation>客户没有同意协商的金额</translation>
    </message>
    <message>
        <source>Return</source>
        <comment>goods_back.ask_button</comment>
        <translation>要求退货</translation>
    </message>
    <message>
        <source>Ask for the goods back, opens a window, no money moves</source>
        <comment>goods_back.ask_name</comment>
        <translation>要求退货，打开窗口，不会退钱</translation>
    </message>
    <message>
        <source>Offer</source>
        <comment>goods_back.offer_button</comment>
        <translation>协商</translation>
    </message>
    <message>
        <source>Offer another amount, opens a window, no money moves</source>
        <comment>goods_back.offer_name</comment>
        <translation>协商金额，打开窗口，不会退钱</translation>
    </message>
    <message>
        <source>Take in</source>
        <comment>goods_back.take_in_button</comment>
        <translation>确认收货</translation>
    </message>
    <message>
        <source>The returned goods are here, opens a window</source>
        <comment>goods_back.take_in_name</comment>
        <translation>收到退回的货，打开窗口</translation>
    </message>
    <message>
        <source>Add proof</source>
        <comment>goods_back.proof_button</comment>
        <translation>上传凭证</translation>
    </message>
    <message>
        <source>Add the {kind}: it starts the refund</source>
        <comment>goods_back.proof_name</comment>
        <translation>上传{kind}，上传后自动退款，打开窗口</translation>
    </message>
    <message>
        <source>Ask for the goods, or take them in</source>
        <comment>goods_back.key_ask</comment>
        <translation>要求退货，或收到退货</translation>
    </message>
    <message>
        <source>Offer another amount</source>
        <comment>goods_back.key_offer</comment>
        <translation>协商金额</translation>
    </message>
    <message>
        <source>Add the proof that is awaited</source>
        <comment>goods_back.key_proof</comment>
        <translation>上传等着的凭证</translation>
    </message>
    <message>
        <source>Do this in the console of the WeChat Store</source>
        <comment>goods_back.at_the_platform</comment>
        <translation>请在微信小店后台处理退货和协商</translation>
    </message>
    <message>
        <source>This is being refunded, or is over</source>
        <comment>goods_back.under_way</comment>
        <translation>这一笔正在退款或已结束</translation>
    </message>
    <message>
        <source>Ask for return {amount}</source>
        <comment>goods_back.return_title</comment>
        <translation>要求退货 {amount}</translation>
    </message>
    <message>
        <source>Offer an amount — asked {amount}</source>
        <comment>goods_back.offer_title</comment>
        <translation>协商金额 — 客户申请 {amount}</translation>
    </message>
    <message>
        <source>Offer an amount</source>
        <comment>goods_back.offer_title_plain</comment>
        <translation>协商金额</translation>
    </message>
    <message>
        <source>Add the {kind}, refund {amount}</source>
        <comment>goods_back.proof_title</comment>
        <translation>上传{kind}，退 {amount}</translation>
    </message>
    <message>
        <source>Where to send it</source>
        <comment>goods_back.address_label</comment>
        <translation>寄回地址</translation>
    </message>
    <message>
        <source>Receiver</source>
        <comment>goods_back.receiver</comment>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Phone</source>
        <comment>goods_back.phone</comment>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>goods_back.address</comment>
        <translation>地址</translation>
    </message>
    <message>
        <source>To be sent within</source>
        <comment>goods_back.days_label</comment>
        <translation>几天内寄出</translation>
    </message>
    <message>
        <source>{n} day</source>
        <comment>goods_back.days.one</comment>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} days</source>
        <comment>goods_back.days</comment>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>until the end of {day}</source>
        <comment>goods_back.until</comment>
        <translation>{day} 24:00 前</translation>
    </message>
    <message>
        <source>Words to the customer</source>
        <comment>goods_back.words_label</comment>
        <translation>会发给客户的话</translation>
    </message>
    <message>
        <source>Send</source>
        <comment>goods_back.send</comment>
        <translation>发给客户</translation>
    </message>
    <message>
        <source>No money moves. Refund after the goods arrive.</source>
        <comment>goods_back.ask_footer</comment>
        <translation>不会退钱，收到货再退</translation>
    </message>
    <message>
        <source>This only sends a message. No money moves.</source>
        <comment>goods_back.offer_footer</comment>
        <translation>这一步只发消息，不会退钱</translation>
    </message>
    <message>
        <source>How much to offer (yuan)</source>
        <comment>goods_back.offer_amount</comment>
        <translation>提出退多少（元）</translation>
    </message>
    <message>
        <source>Amount to offer, yuan, at most {most}</source>
        <comment>goods_back.offer_amount_name</comment>
        <translation>提出退多少，元，最多 {most}</translation>
    </message>
    <message>
        <source>Asked {asked}, {left} left</source>
        <comment>goods_back.asked_and_left</comment>
        <translation>客户申请 {asked}，还可退 {left}</translation>
    </message>
    <message>
        <source>Once the customer agrees, approve as usual: the amount is filled in. The deadline stays.</source>
        <comment>goods_back.offer_note</comment>
        <translation>客户同意后，你再点“同意并退款”，金额会填好。申请的截止时间不变。</translation>
    </message>
    <message>
        <source>{percent}% {amount}</source>
        <comment>goods_back.share</comment>
        <translation>{percent}% {amount}</translation>
    </message>
    <message>
        <source>As sent: next, check the amount and refund</source>
        <comment>goods_back.is_as_sent</comment>
        <translation>货没问题，下一步核对金额并退款</translation>
    </message>
    <message>
        <source>Not as sent</source>
        <comment>goods_back.is_not_as_sent</comment>
        <translation>与发出时不符</translation>
    </message>
    <message>
        <source>What is wrong (sent to the customer)</source>
        <comment>goods_back.what_is_wrong</comment>
        <translation>哪里不符（会发给客户）</translation>
    </message>
    <message>
        <source>What is wrong (kept on this PC)</source>
        <comment>goods_back.what_is_wrong_here</comment>
        <translation>哪里不符（只记在本机）</translation>
    </message>
    <message>
        <source>No money moves yet.</source>
        <comment>goods_back.take_in_footer</comment>
        <translation>这一步不退钱</translation>
    </message>
    <message>
        <source>Take in</source>
        <comment>goods_back.take_in_confirm</comment>
        <translation>确认收货</translation>
    </message>
    <message>
        <source>Write to the customer</source>
        <comment>goods_back.words_needed</comment>
        <translation>请写给客户的话</translation>
    </message>
    <message>
        <source>At most 200 characters</source>
        <comment>goods_back.words_long</comment>
        <translation>话太长了，最多 200 个字</translation>
    </message>
    <message>
        <source>Then it refunds by itself, after the time to undo</source>
        <comment>goods_back.proof_footer</comment>
        <translation>上传后自动退款，先有撤销时间</translation>
    </message>
    <message>
        <source>Add the proof: choose, drop or paste</source>
        <comment>goods_back.proof_needed</comment>
        <translation>请加上凭证：点一下、拖进来或粘贴</translation>
    </message>
    <message>
        <source>Add and refund {amount}</source>
        <comment>goods_back.proof_confirm</comment>
        <translation>上传并退款 {amount}</translation>
    </message>
    <message>
        <source>shipping list</source>
        <comment>goods_back.proof_shipping_list</comment>
        <translation>发货清单</translation>
    </message>
    <message>
        <source>sign receipt</source>
        <comment>goods_back.proof_sign_receipt</comment>
        <translation>签收单</translation>
    </message>
    <message>
        <source>photo</source>
        <comment>goods_back.proof_photo</comment>
        <translation>照片</translation>
    </message>
    <message>
        <source>When to refund</source>
        <comment>goods_back.when_label</comment>
        <translation>什么时候退</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>goods_back.when_now</comment>
        <translation>现在退</translation>
    </message>
    <message>
        <source>Once the {kind} is there</source>
        <comment>goods_back.when_proof</comment>
        <translation>有了{kind}再退</translation>
    </message>
    <message>
        <source>Agree to {amount}, wait for proof</source>
        <comment>goods_back.confirm_on_proof</comment>
        <translation>同意 {amount}，等凭证</translation>
    </message>
    <message>
        <source>No money moves now. The proof starts the refund.</source>
        <comment>goods_back.hint_on_proof</comment>
        <translation>现在不退钱，凭证上传后自动退</translation>
    </message>
    <message>
        <source>The goods are not here, and I refund all the same</source>
        <comment>goods_back.before_goods</comment>
        <translation>货还没有收到，我仍然现在退</translation>
    </message>
    <message>
        <source>The customer was asked for the goods</source>
        <comment>goods_back.asked</comment>
        <translation>已请客户寄回</translation>
    </message>
    <message>
        <source>The offer goes to the customer, who then answers</source>
        <comment>goods_back.offered</comment>
        <translation>协商会发给客户，然后等答复</translation>
    </message>
    <message>
        <source>The goods are taken in</source>
        <comment>goods_back.taken_in</comment>
        <translation>已收货</translation>
    </message>
    <message>
        <source>Agreed. It waits for the proof</source>
        <comment>goods_back.on_proof</comment>
        <translation>已同意，等凭证</translation>
    </message>
    <message>
        <source>The proof is kept, nothing was refunded: {why}</source>
        <comment>goods_back.proof_kept</comment>
        <translation>凭证已收下，但没有退款：{why}</translation>
    </message>
    <message>
        <source>Where is it?</source>
        <comment>guide.button</comment>
        <translation>图文说明</translation>
    </message>
    <message>
        <source>Where to find it</source>
        <comment>guide.title</comment>
        <translation>这些资料在哪里找</translation>
    </message>
    <message>
        <source>Merchant site pay.weixin.qq.com</source>
        <comment>guide.platform</comment>
        <translation>商户平台 pay.weixin.qq.com</translation>
    </message>
    <message>
        <source>Account</source>
        <comment>guide.account</comment>
        <translation>账户中心</translation>
    </message>
    <message>
        <source>Merchant details</source>
        <comment>guide.merchant</comment>
        <translation>商户信息</translation>
    </message>
    <message>
        <source>API security</source>
        <comment>guide.security</comment>
        <translation>API 安全</translation>
    </message>
    <message>
        <source>API certificate</source>
        <comment>guide.certificates</comment>
        <translation>商户 API 证书</translation>
    </message>
    <message>
        <source>APIv3 key</source>
        <comment>guide.apiv3_place</comment>
        <translation>APIv3 密钥</translation>
    </message>
    <message>
        <source>WeChat Pay public key</source>
        <comment>guide.public_key_place</comment>
        <translation>微信支付公钥</translation>
    </message>
    <message>
        <source>IP list</source>
        <comment>guide.addresses_place</comment>
        <translation>IP 安全配置</translation>
    </message>
    <message>
        <source>A number, usually of 10 digits. Log in as an admin or as staff who may see it.</source>
        <comment>guide.number</comment>
        <translation>一串数字，一般 10 位。要用管理员或有权限的员工账号登录</translation>
    </message>
    <message>
        <source>WeChat’s certificate tool makes a folder with apiclient_key.pem and apiclient_cert.pem. Drop the whole folder or archive. Only you have the key: if it is lost, get a new certificate.</source>
        <comment>guide.certificate</comment>
        <translation>申请或更换证书时，微信的证书工具会生成一个文件夹：里面有 apiclient_key.pem 和 apiclient_cert.pem。把文件夹或压缩包整个拖进来。私钥只有你有，丢了只能换证书</translation>
    </message>
    <message>
        <source>You set its 32 letters and digits; the site never shows it again. Setting a new one stops other systems that use it.</source>
        <comment>guide.apiv3</comment>
        <translation>自己定 32 位字母和数字，微信不会再显示。别的系统也在用它的话，重设会让那边停下来</translation>
    </message>
    <message>
        <source>Download pub_key.pem. Its ID stands beside it and starts with PUB_KEY_ID_. Older merchants without it choose the platform certificate.</source>
        <comment>guide.public_key</comment>
        <translation>下载 pub_key.pem，公钥 ID 在同一页，以 PUB_KEY_ID_ 开头。没有这一项的老商户号，选“平台证书”</translation>
    </message>
    <message>
        <source>The IP of this PC</source>
        <comment>guide.addresses_name</comment>
        <translation>这台电脑的 IP</translation>
    </message>
    <message>
        <source>Where the list is on, add the public IP of this PC. A home line changes its IP; then change it here too.</source>
        <comment>guide.addresses</comment>
        <translation>开了 IP 名单，就要把这台电脑的外网 IP 加进去。家用宽带的 IP 会变，变了要再改</translation>
    </message>
    <message>
        <source>Guide</source>
        <comment>help.title</comment>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Contents</source>
        <comment>help.contents</comment>
        <translation>目录</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <comment>help.search</comment>
        <translation>在指南里查找</translation>
    </message>
    <message>
        <source>{at} of {n}</source>
        <comment>help.found</comment>
        <translation>第 {at} 处，共 {n} 处</translation>
    </message>
    <message>
        <source>Not found. Try another word.</source>
        <comment>help.nothing</comment>
        <translation>没有找到，换个词试试</translation>
    </message>
    <message>
        <source>Open a web page</source>
        <comment>help.leave_title</comment>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>This address opens in your browser:</source>
        <comment>help.leave</comment>
        <translation>这个网址会在浏览器里打开：</translation>
    </message>
    <message>
        <source>Open it</source>
        <comment>help.leave_yes</comment>
        <translation>打开</translation>
    </message>
    <message>
        <source>No browser opened. You can type the address yourself.</source>
        <comment>help.leave_failed</comment>
        <translation>浏览器没有打开，可以自己输入这个网址</translation>
    </message>
    <message>
        <source>History</source>
        <comment>history.title</comment>
        <translation>历史</translation>
    </message>
    <message>
        <source>Name, number, item</source>
        <comment>history.search</comment>
        <translation>姓名、单号、商品</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <comment>history.period_7</comment>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <comment>history.period_30</comment>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <comment>history.period_90</comment>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <comment>history.period_365</comment>
        <translation>最近 365 天</translation>
    </message>
    <message>
        <source>All</source>
        <comment>history.period_all</comment>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Period</source>
        <comment>history.period_name</comment>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>All results</source>
        <comment>history.results_all</comment>
        <translation>全部结果</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>history.results_name</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Everybody</source>
        <comment>history.actors_all</comment>
        <translation>全部处理人</translation>
    </message>
    <message>
        <source>Handled by</source>
        <comment>history.actors_name</comment>
        <translation>处理人</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <comment>history.total</comment>
        <translation>共 {n} 笔</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>history.sum_refunded_label</comment>
        <translation>退款成功</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>history.sum_rejected_label</comment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Withdrawn or undone</source>
        <comment>history.sum_withdrawn_label</comment>
        <translation>撤回或撤销</translation>
    </message>
    <message>
        <source>Problem</source>
        <comment>history.sum_abnormal_label</comment>
        <translation>异常</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>history.sum_refunding_label</comment>
        <translation>处理中</translation>
    </message>
    <message>
        <source>{n}</source>
        <comment>history.unit_count</comment>
        <translation>{n} 笔</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>history.column_time</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Customer</source>
        <comment>history.column_customer</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Item</source>
        <comment>history.column_goods</comment>
        <translation>商品</translation>
    </message>
    <message>
        <source>Amount</source>
        <comment>history.column_amount</comment>
        <translation>退款金额</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>history.column_result</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Handled by</source>
        <comment>history.column_actor</comment>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Took</source>
        <comment>history.column_took</comment>
        <translation>用时</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>history.column_source</comment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Refund no.</source>
        <comment>history.column_number</comment>
        <translation>退款单号</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>history.result_refunded</comment>
        <translation>退款成功</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <comment>history.result_elsewhere</comment>
        <translation>别处已退</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>history.result_refunding</comment>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Abnormal</source>
        <comment>history.result_abnormal</comment>
        <translation>退款异常</translation>
    </message>
    <message>
        <source>Rejected</source>
        <comment>history.result_rejected</comment>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>history.result_withdrawn</comment>
        <translation>客户撤回</translation>
    </message>
    <message>
        <source>Undone</source>
        <comment>history.result_undone</comment>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>history.result_closed</comment>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Unknown</source>
        <comment>history.result_unknown</comment>
        <translation>结果不明</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <comment>history.result_refused</comment>
        <translation>没退成</translation>
    </message>
    <message>
        <source>By WeChat</source>
        <comment>history.result_platform</comment>
        <translation>微信已处理</translation>
    </message>
    <message>
        <source>Outside</source>
        <comment>history.result_outside</comment>
        <translation>线下处理</translation>
    </message>
    <message>
        <source>{first}–{last} / {total}</source>
        <comment>history.shown</comment>
        <translation>{first}–{last} / {total}</translation>
    </message>
    <message>
        <source>0 / 0</source>
        <comment>history.shown_none</comment>
        <translation>0 / 0</translation>
    </message>
    <message>
        <source>Nothing decided in this period.</source>
        <comment>history.empty</comment>
        <translation>这段时间没有处理过的申请。</translation>
    </message>
    <message>
        <source>See all</source>
        <comment>history.empty_link</comment>
        <translation>看全部时间</translation>
    </message>
    <message>
        <source>Open application</source>
        <comment>history.open_application</comment>
        <translation>打开申请</translation>
    </message>
    <message>
        <source>Refund no.</source>
        <comment>history.refund_number</comment>
        <translation>退款单号</translation>
    </message>
    <message>
        <source>Choose a line to see the whole life of a refund.</source>
        <comment>history.side_empty</comment>
        <translation>选一行，看这笔退款的全部经过。</translation>
    </message>
    <message>
        <source>newest first</source>
        <comment>history.newest_first</comment>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>oldest first</source>
        <comment>history.oldest_first</comment>
        <translation>旧的在前</translation>
    </message>
    <message>
        <source>Decided applications</source>
        <comment>history.table_name</comment>
        <translation>处理过的申请</translation>
    </message>
    <message>
        <source>Import a spreadsheet…</source>
        <comment>importing.command</comment>
        <translation>从表格导入…</translation>
    </message>
    <message>
        <source>Save an import template…</source>
        <comment>importing.command_template</comment>
        <translation>保存导入模板…</translation>
    </message>
    <message>
        <source>Import a spreadsheet</source>
        <comment>importing.title</comment>
        <translation>从表格导入</translation>
    </message>
    <message>
        <source>Enter or import applications</source>
        <comment>importing.add</comment>
        <translation>录入或导入申请</translation>
    </message>
    <message>
        <source>Choose a spreadsheet</source>
        <comment>importing.choose</comment>
        <translation>选择表格文件</translation>
    </message>
    <message>
        <source>Spreadsheets</source>
        <comment>importing.kinds</comment>
        <translation>表格</translation>
    </message>
    <message>
        <source>Reading “{name}”…</source>
        <comment>importing.reading</comment>
        <translation>正在读“{name}”…</translation>
    </message>
    <message>
        <source>Drop to import this spreadsheet</source>
        <comment>importing.drop_here</comment>
        <translation>松开，从这个表格导入申请</translation>
    </message>
    <message>
        <source>Drop one spreadsheet at a time</source>
        <comment>importing.drop_one</comment>
        <translation>一次只能导入一个表格</translation>
    </message>
    <message>
        <source>{name} · {sheet}</source>
        <comment>importing.file</comment>
        <translation>{name} · {sheet}</translation>
    </message>
    <message>
        <source>{n} row</source>
        <comment>importing.rows.one</comment>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <comment>importing.rows</comment>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} more sheet was not read</source>
        <comment>importing.left_out.one</comment>
        <translation>没有读另外 {n} 个工作表</translation>
    </message>
    <message>
        <source>{n} more sheets were not read</source>
        <comment>importing.left_out</comment>
        <translation>没有读另外 {n} 个工作表</translation>
    </message>
    <message>
        <source>Which column is what</source>
        <comment>importing.columns_title</comment>
        <translation>哪一列是什么</translation>
    </message>
    <message>
        <source>As you chose last time</source>
        <comment>importing.columns_remembered</comment>
        <translation>按你上次的选择</translation>
    </message>
    <message>
        <source>Recognised by their names; change them if needed</source>
        <comment>importing.columns_by_name</comment>
        <translation>按列名认出来的，可以改</translation>
    </message>
    <message>
        <source>No order number recognised. Choose its column.</source>
        <comment>importing.columns_choose</comment>
        <translation>没认出订单号，请选出它在哪一列</translation>
    </message>
    <message>
        <source>Not in this table</source>
        <comment>importing.column_none</comment>
        <translation>没有这一列</translation>
    </message>
    <message>
        <source>Column {n}</source>
        <comment>importing.column_nameless</comment>
        <translation>第 {n} 列</translation>
    </message>
    <message>
        <source>WeChat Pay order number</source>
        <comment>importing.column_payment</comment>
        <translation>微信支付订单号</translation>
    </message>
    <message>
        <source>Shop's order number</source>
        <comment>importing.column_own_number</comment>
        <translation>商户订单号</translation>
    </message>
    <message>
        <source>Order number (either kind)</source>
        <comment>importing.column_any_number</comment>
        <translation>订单号（哪一种都行）</translation>
    </message>
    <message>
        <source>Amount asked (yuan)</source>
        <comment>importing.column_asked</comment>
        <translation>申请金额（元）</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>importing.column_reason</comment>
        <translation>退款原因</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>importing.column_detail</comment>
        <translation>说明</translation>
    </message>
    <message>
        <source>Applied at</source>
        <comment>importing.column_applied</comment>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Phone</source>
        <comment>importing.column_phone</comment>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Row {n}</source>
        <comment>importing.row_number</comment>
        <translation>第 {n} 行</translation>
    </message>
    <message>
        <source>All</source>
        <comment>importing.all</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>With problems</source>
        <comment>importing.only_problems</comment>
        <translation>有问题的</translation>
    </message>
    <message>
        <source>Can be imported</source>
        <comment>importing.only_new</comment>
        <translation>可以导入的</translation>
    </message>
    <message>
        <source>Pick {row}</source>
        <comment>importing.tick</comment>
        <translation>选 {row}</translation>
    </message>
    <message>
        <source>Can be imported</source>
        <comment>importing.ready</comment>
        <translation>可以导入</translation>
    </message>
    <message>
        <source>No amount</source>
        <comment>importing.no_amount</comment>
        <translation>没写金额</translation>
    </message>
    <message>
        <source>Same as row {n}: not imported twice</source>
        <comment>importing.twin</comment>
        <translation>和第 {n} 行一样，不会导入两次</translation>
    </message>
    <message>
        <source>Imported before: not imported again</source>
        <comment>importing.known</comment>
        <translation>以前导入过，不会再导入</translation>
    </message>
    <message>
        <source>This order already has {n}: {which}</source>
        <comment>importing.linked</comment>
        <translation>这个订单已有 {n} 笔申请：{which}</translation>
    </message>
    <message>
        <source>{source} {amt} {state}</source>
        <comment>importing.linked_one</comment>
        <translation>{source} {amt} {state}</translation>
    </message>
    <message>
        <source>{column} “{cell}”: {why}</source>
        <comment>importing.problem_at</comment>
        <translation>{column}“{cell}”：{why}</translation>
    </message>
    <message>
        <source>No order number</source>
        <comment>importing.row_no_number</comment>
        <translation>没有订单号</translation>
    </message>
    <message>
        <source>Not an order number</source>
        <comment>importing.row_number_form</comment>
        <translation>不是订单号</translation>
    </message>
    <message>
        <source>The spreadsheet program rounded this number and its last digits are lost. Export it again with this column as text.</source>
        <comment>importing.row_rounded</comment>
        <translation>表格软件把单号变成了近似数，后面的数字已经丢了。请从原处重新导出，把这一列设成“文本”</translation>
    </message>
    <message>
        <source>Not an amount in yuan</source>
        <comment>importing.row_amount</comment>
        <translation>看不出是多少元</translation>
    </message>
    <message>
        <source>The amount must be above ¥0.00 and at most 100 million</source>
        <comment>importing.row_amount_bounds</comment>
        <translation>金额要大于 ¥0.00，不超过一亿元</translation>
    </message>
    <message>
        <source>The amount is negative</source>
        <comment>importing.row_negative</comment>
        <translation>金额是负数</translation>
    </message>
    <message>
        <source>Not a date and time</source>
        <comment>importing.row_time</comment>
        <translation>看不出是哪天几点</translation>
    </message>
    <message>
        <source>Lies in the future</source>
        <comment>importing.row_ahead</comment>
        <translation>时间还没到</translation>
    </message>
    <message>
        <source>A formula without a result. Turn it into a value first.</source>
        <comment>importing.row_formula</comment>
        <translation>是公式，没有结果。请先在表格里变成数值</translation>
    </message>
    <message>
        <source>The cell holds an error</source>
        <comment>importing.row_error</comment>
        <translation>单元格里是错误值</translation>
    </message>
    <message>
        <source>Too long</source>
        <comment>importing.row_long</comment>
        <translation>太长了</translation>
    </message>
    <message>
        <source>Has a formula: its stored result is used</source>
        <comment>importing.note_formula</comment>
        <translation>有公式，用的是文件里存的结果</translation>
    </message>
    <message>
        <source>No amount: typed when you approve</source>
        <comment>importing.note_no_amount</comment>
        <translation>没写金额，同意时再填</translation>
    </message>
    <message>
        <source>The phone number is not whole and is left out</source>
        <comment>importing.note_no_phone</comment>
        <translation>手机号看不全，没有导入</translation>
    </message>
    <message>
        <source>This row is hidden in the spreadsheet</source>
        <comment>importing.note_hidden</comment>
        <translation>这一行在表格里是隐藏的</translation>
    </message>
    <message>
        <source>The text is too long: only its beginning is kept</source>
        <comment>importing.note_cut</comment>
        <translation>说明太长，只留开头</translation>
    </message>
    <message>
        <source>{n} can be imported, {m} picked</source>
        <comment>importing.summary</comment>
        <translation>可以导入 {n} 行，已选 {m} 行</translation>
    </message>
    <message>
        <source>{n} row has a problem</source>
        <comment>importing.summary_problems.one</comment>
        <translation>{n} 行有问题</translation>
    </message>
    <message>
        <source>{n} rows have problems</source>
        <comment>importing.summary_problems</comment>
        <translation>{n} 行有问题</translation>
    </message>
    <message>
        <source>{n} row is a repeat</source>
        <comment>importing.summary_known.one</comment>
        <translation>{n} 行以前导入过或重复</translation>
    </message>
    <message>
        <source>{n} rows are repeats</source>
        <comment>importing.summary_known</comment>
        <translation>{n} 行以前导入过或重复</translation>
    </message>
    <message>
        <source>No row can be imported</source>
        <comment>importing.none</comment>
        <translation>没有能导入的行</translation>
    </message>
    <message>
        <source>Pick all</source>
        <comment>importing.pick_all</comment>
        <translation>全选</translation>
    </message>
    <message>
        <source>Pick none</source>
        <comment>importing.pick_none</comment>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Import {n} application</source>
        <comment>importing.confirm.one</comment>
        <translation>导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>Import {n} applications</source>
        <comment>importing.confirm</comment>
        <translation>导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>Practice: import {n} application</source>
        <comment>importing.confirm_practice.one</comment>
        <translation>练习：导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>Practice: import {n} applications</source>
        <comment>importing.confirm_practice</comment>
        <translation>练习：导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>They go to the inbox. No money moves.</source>
        <comment>importing.hint</comment>
        <translation>只进收件箱，不会退钱</translation>
    </message>
    <message>
        <source>Looking at each row…</source>
        <comment>importing.looking</comment>
        <translation>正在核对每一行…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <comment>importing.keeping</comment>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>{n} application imported</source>
        <comment>importing.done.one</comment>
        <translation>已导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>{n} applications imported</source>
        <comment>importing.done</comment>
        <translation>已导入 {n} 笔申请</translation>
    </message>
    <message>
        <source>{n} was here already</source>
        <comment>importing.done_known.one</comment>
        <translation>其中 {n} 行已经有了</translation>
    </message>
    <message>
        <source>{n} were here already</source>
        <comment>importing.done_known</comment>
        <translation>其中 {n} 行已经有了</translation>
    </message>
    <message>
        <source>Applications imported from a spreadsheet</source>
        <comment>importing.audit_imported</comment>
        <translation>从表格导入了申请</translation>
    </message>
    <message>
        <source>No row that can be imported is picked</source>
        <comment>importing.sheet_none</comment>
        <translation>没有选中能导入的行</translation>
    </message>
    <message>
        <source>Name, number, item</source>
        <comment>inbox.search_placeholder</comment>
        <translation>搜姓名、单号、商品</translation>
    </message>
    <message>
        <source>Search applications by name, number, item or the last 4 digits of a phone</source>
        <comment>inbox.search_name</comment>
        <translation>搜索申请：姓名、单号、商品、手机号后四位</translation>
    </message>
    <message>
        <source>Filter</source>
        <comment>inbox.filter</comment>
        <translation>筛选</translation>
    </message>
    <message>
        <source>To do</source>
        <comment>inbox.segment_to_do</comment>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>inbox.segment_waiting</comment>
        <translation>等客户</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>inbox.segment_refunding</comment>
        <translation>退款中</translation>
    </message>
    <message>
        <source>Problem</source>
        <comment>inbox.segment_problem</comment>
        <translation>异常</translation>
    </message>
    <message>
        <source>Due today</source>
        <comment>inbox.group_due_today</comment>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <comment>inbox.group_due_tomorrow</comment>
        <translation>明天到期</translation>
    </message>
    <message>
        <source>Later</source>
        <comment>inbox.group_later</comment>
        <translation>之后</translation>
    </message>
    <message>
        <source>On its way</source>
        <comment>inbox.group_on_its_way</comment>
        <translation>等到账</translation>
    </message>
    <message>
        <source>Arrived today</source>
        <comment>inbox.group_arrived_today</comment>
        <translation>今天已到账</translation>
    </message>
    <message>
        <source>Needs you</source>
        <comment>inbox.group_problem</comment>
        <translation>要你处理</translation>
    </message>
    <message>
        <source>Found</source>
        <comment>inbox.group_found</comment>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>{n} picture</source>
        <comment>inbox.pictures_count.one</comment>
        <translation>{n} 张图</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <comment>inbox.pictures_count</comment>
        <translation>{n} 张图</translation>
    </message>
    <message>
        <source>Amount changed</source>
        <comment>inbox.marked_amount_changed</comment>
        <translation>金额变了</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>inbox.marked_withdrawn</comment>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Refunded in full</source>
        <comment>inbox.marked_refunded</comment>
        <translation>已全额退过</translation>
    </message>
    <message>
        <source>Closed by WeChat</source>
        <comment>inbox.marked_closed</comment>
        <translation>微信关闭了</translation>
    </message>
    <message>
        <source>Not sent</source>
        <comment>inbox.marked_undone</comment>
        <translation>没有提交</translation>
    </message>
    <message>
        <source>Fetching applications…</source>
        <comment>inbox.first_look</comment>
        <translation>正在取申请…</translation>
    </message>
    <message>
        <source>No requests fetched yet. It is tried again and again.</source>
        <comment>inbox.first_look_in_vain</comment>
        <translation>还没取到申请，会一直再试。</translation>
    </message>
    <message>
        <source>All done. You will be told about new ones.</source>
        <comment>inbox.empty_to_do</comment>
        <translation>都处理完了。有新申请会提醒你。</translation>
    </message>
    <message>
        <source>Nobody to wait for.</source>
        <comment>inbox.empty_waiting</comment>
        <translation>没有在等的客户。</translation>
    </message>
    <message>
        <source>No refund is on its way.</source>
        <comment>inbox.empty_refunding</comment>
        <translation>没有在路上的退款。</translation>
    </message>
    <message>
        <source>No problems for you to solve.</source>
        <comment>inbox.empty_problem</comment>
        <translation>没有要你处理的问题。</translation>
    </message>
    <message>
        <source>Nothing found for “{q}”. Try a name, a number, an item, or the last 4 digits of a phone.</source>
        <comment>inbox.empty_search</comment>
        <translation>没找到“{q}”。可以搜姓名、单号、商品、手机号后四位。</translation>
    </message>
    <message>
        <source>Clear search</source>
        <comment>inbox.clear_search</comment>
        <translation>清空搜索</translation>
    </message>
    <message>
        <source>Not read, press to try again</source>
        <comment>inbox.load_failed</comment>
        <translation>没读到，点重试</translation>
    </message>
    <message>
        <source>Applications</source>
        <comment>inbox.list_name</comment>
        <translation>退款申请</translation>
    </message>
    <message>
        <source>Refunding {span}</source>
        <comment>inbox.row_processing</comment>
        <translation>处理中 {span}</translation>
    </message>
    <message>
        <source>Sent {span} ago</source>
        <comment>inbox.row_submitted</comment>
        <translation>已提交 {span}</translation>
    </message>
    <message>
        <source>Arrived {time}</source>
        <comment>inbox.row_arrived</comment>
        <translation>{time} 已到账</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <comment>inbox.row_planned</comment>
        <translation>等待提交</translation>
    </message>
    <message>
        <source>Result unknown, asking</source>
        <comment>inbox.row_unknown</comment>
        <translation>结果不明，正在查</translation>
    </message>
    <message>
        <source>Not refunded, see why</source>
        <comment>inbox.row_refused</comment>
        <translation>没退成，看原因</translation>
    </message>
    <message>
        <source>Balance too low</source>
        <comment>inbox.row_balance</comment>
        <translation>余额不足，等充值</translation>
    </message>
    <message>
        <source>Did not reach the card</source>
        <comment>inbox.row_abnormal</comment>
        <translation>没有到客户的卡里</translation>
    </message>
    <message>
        <source>Back at the shop, pass it on</source>
        <comment>inbox.row_at_shop</comment>
        <translation>退回到本店，等你转给客户</translation>
    </message>
    <message>
        <source>Closed, no money left</source>
        <comment>inbox.row_closed</comment>
        <translation>已关闭，钱没有退出</translation>
    </message>
    <message>
        <source>{title}, asks for {amount} yuan, {category}, {goods}, {due}</source>
        <comment>inbox.row_accessible</comment>
        <translation>{title}，申请退款 {amount} 元，{category}，{goods}，{due}</translation>
    </message>
    <message>
        <source>{title}, asks for no refund, {category}, {goods}, {due}</source>
        <comment>inbox.row_accessible_no_amount</comment>
        <translation>{title}，没有申请退款，{category}，{goods}，{due}</translation>
    </message>
    <message>
        <source>{row}, unread</source>
        <comment>inbox.row_spoken_unread</comment>
        <translation>{row}，未读</translation>
    </message>
    <message>
        <source>How keys are kept:</source>
        <comment>keeping.kept_lead</comment>
        <translation>密钥怎么保存：</translation>
    </message>
    <message>
        <source>sealed in the books of this PC under a key of its key store; never uploaded or logged. A new PC asks again.</source>
        <comment>keeping.kept_store</comment>
        <translation>主密钥在这台电脑的密钥库里，商户密钥用它加密后存在账本里，不上传、不写日志。换电脑要重新填</translation>
    </message>
    <message>
        <source>this PC has no key store, so your passphrase seals them; never uploaded or logged. A new PC asks again.</source>
        <comment>keeping.kept_passphrase</comment>
        <translation>这台电脑没有密钥库，主密钥用你的口令加密。商户密钥不上传、不写日志。换电脑要重新填</translation>
    </message>
    <message>
        <source>All filled in. The test only asks WeChat Pay questions, no money moves.</source>
        <comment>keeping.test_ready</comment>
        <translation>都填好了。测试只问微信几个问题，不会退钱</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <comment>keeping.test_button</comment>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Asking WeChat…</source>
        <comment>keeping.testing</comment>
        <translation>正在问微信…</translation>
    </message>
    <message>
        <source>Test again</source>
        <comment>keeping.test_again</comment>
        <translation>再测一次</translation>
    </message>
    <message>
        <source>Last test {time}</source>
        <comment>keeping.last_test</comment>
        <translation>上次测试 {time}</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <comment>keeping.no_test</comment>
        <translation>还没有测试</translation>
    </message>
    <message>
        <source>A test only asks. No money moves.</source>
        <comment>keeping.test_harmless</comment>
        <translation>测试只查询，不会退钱。</translation>
    </message>
    <message>
        <source>Changed since the test. Test again.</source>
        <comment>keeping.test_stale</comment>
        <translation>测试之后改过，请再测一次</translation>
    </message>
    <message>
        <source>Later</source>
        <comment>keeping.later</comment>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <comment>keeping.discard</comment>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>keeping.back</comment>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <comment>keeping.next</comment>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Save</source>
        <comment>keeping.save</comment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and start</source>
        <comment>keeping.save_start</comment>
        <translation>保存，开始收申请</translation>
    </message>
    <message>
        <source>Save now, test later</source>
        <comment>keeping.save_untested</comment>
        <translation>先保存，以后再测</translation>
    </message>
    <message>
        <source>Saved. The new keys are in use.</source>
        <comment>keeping.saved</comment>
        <translation>已保存，新密钥马上生效</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <comment>keeping.passphrase_label</comment>
        <translation>口令</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <comment>keeping.passphrase_again</comment>
        <translation>再输一次口令</translation>
    </message>
    <message>
        <source>This PC has no key store: every start asks for this passphrase, 8 characters or more. If forgotten, only the recovery code helps.</source>
        <comment>keeping.passphrase_hint</comment>
        <translation>这台电脑没有密钥库。每次打开程序都要输这个口令，至少 8 个字符，忘了只能用恢复码</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <comment>keeping.passphrase_differs</comment>
        <translation>两次口令不一样</translation>
    </message>
    <message>
        <source>A passphrase has at least 8 characters.</source>
        <comment>keeping.passphrase_short</comment>
        <translation>口令至少 8 个字符</translation>
    </message>
    <message>
        <source>Another number gets new books. The old ones stay and can be opened.</source>
        <comment>keeping.other_number</comment>
        <translation>换商户号会新建一个账本，旧账本留着，随时能打开看</translation>
    </message>
    <message>
        <source>Earlier merchant numbers</source>
        <comment>keeping.other_shops</comment>
        <translation>以前的商户号</translation>
    </message>
    <message>
        <source>Open the books</source>
        <comment>keeping.open_shop</comment>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>Open the books of merchant number {number}</source>
        <comment>keeping.open_shop_accessible</comment>
        <translation>打开商户号 {number} 的账本</translation>
    </message>
    <message>
        <source>Enter the merchant number.</source>
        <comment>key_files.number_empty</comment>
        <translation>请填商户号</translation>
    </message>
    <message>
        <source>A merchant number has digits only, usually 10.</source>
        <comment>key_files.number_form</comment>
        <translation>商户号只有数字，一般是 10 位</translation>
    </message>
    <message>
        <source>The certificate belongs to another merchant number. Check it.</source>
        <comment>key_files.number_other</comment>
        <translation>放入的证书是另一个商户号的，请核对</translation>
    </message>
    <message>
        <source>Add the private key file apiclient_key.pem.</source>
        <comment>key_files.key_none</comment>
        <translation>请放入私钥文件 apiclient_key.pem</translation>
    </message>
    <message>
        <source>Key and certificate do not belong together. Add both files of one download.</source>
        <comment>key_files.key_other</comment>
        <translation>私钥和证书不是一对，请放同一次下载的两个文件</translation>
    </message>
    <message>
        <source>The certificate is new. Add the apiclient_key.pem that came with it.</source>
        <comment>key_files.key_of_certificate</comment>
        <translation>换了证书，请把一起下载的 apiclient_key.pem 也放进来</translation>
    </message>
    <message>
        <source>Enter the serial number, or add apiclient_cert.pem.</source>
        <comment>key_files.serial_empty</comment>
        <translation>请填证书序列号，或放入 apiclient_cert.pem</translation>
    </message>
    <message>
        <source>A serial number has 40 characters, 0–9 and A–F.</source>
        <comment>key_files.serial_form</comment>
        <translation>序列号是 40 位的 0–9 和 A–F</translation>
    </message>
    <message>
        <source>The serial number is not that of the certificate file.</source>
        <comment>key_files.serial_other</comment>
        <translation>序列号和放入的证书不一样</translation>
    </message>
    <message>
        <source>This certificate has expired. Get a new one on the merchant site.</source>
        <comment>key_files.certificate_ended</comment>
        <translation>这张证书已经到期，请在商户平台换一张新的</translation>
    </message>
    <message>
        <source>Not a merchant certificate. Platform certificates are not needed: they are fetched.</source>
        <comment>key_files.certificate_not_merchant</comment>
        <translation>这不是商户证书。微信支付平台证书不用放，程序会自己下载</translation>
    </message>
    <message>
        <source>Platform certificate mode needs the APIv3 key.</source>
        <comment>key_files.apiv3_empty</comment>
        <translation>平台证书模式要填 APIv3 密钥</translation>
    </message>
    <message>
        <source>An APIv3 key has exactly 32 letters and digits.</source>
        <comment>key_files.apiv3_form</comment>
        <translation>APIv3 密钥正好是 32 位字母和数字</translation>
    </message>
    <message>
        <source>Add the WeChat Pay public key file pub_key.pem.</source>
        <comment>key_files.public_key_none</comment>
        <translation>请放入微信支付公钥文件 pub_key.pem</translation>
    </message>
    <message>
        <source>This is your own public key. Add the one of WeChat Pay.</source>
        <comment>key_files.public_key_own</comment>
        <translation>这是本店自己的公钥，要放的是微信支付的公钥</translation>
    </message>
    <message>
        <source>Enter the key ID. It is on the page of the key.</source>
        <comment>key_files.public_key_id_empty</comment>
        <translation>请填公钥 ID，它和公钥在同一页</translation>
    </message>
    <message>
        <source>A key ID starts with PUB_KEY_ID_, then digits and letters.</source>
        <comment>key_files.public_key_id_form</comment>
        <translation>公钥 ID 以 PUB_KEY_ID_ 开头，后面是数字和字母</translation>
    </message>
    <message>
        <source>The keys cannot be read. Add the files again.</source>
        <comment>key_files.unreadable_keys</comment>
        <translation>密钥读不出来，请重新放入文件</translation>
    </message>
    <message>
        <source>This key file has a password. Use the apiclient_key.pem without one.</source>
        <comment>key_files.key_sealed</comment>
        <translation>这个私钥文件有密码，请用没有密码的 apiclient_key.pem</translation>
    </message>
    <message>
        <source>Not an RSA key. WeChat Pay cannot use it.</source>
        <comment>key_files.key_not_rsa</comment>
        <translation>不是 RSA 密钥，微信支付用不了</translation>
    </message>
    <message>
        <source>The key is too short. WeChat Pay wants 2048 bits.</source>
        <comment>key_files.key_short</comment>
        <translation>密钥太短，微信支付要 2048 位</translation>
    </message>
    <message>
        <source>The key is too long to be one for WeChat Pay.</source>
        <comment>key_files.key_too_long</comment>
        <translation>密钥太长，不是微信支付的密钥</translation>
    </message>
    <message>
        <source>This is a certificate request (CSR). Add the downloaded certificate and key.</source>
        <comment>key_files.file_request</comment>
        <translation>这是证书请求文件（CSR），要的是下载好的证书和私钥</translation>
    </message>
    <message>
        <source>The file is incomplete. Download or copy it again.</source>
        <comment>key_files.file_cut_off</comment>
        <translation>文件不完整，请重新下载或重新复制</translation>
    </message>
    <message>
        <source>The content is damaged. Download it again.</source>
        <comment>key_files.file_damaged</comment>
        <translation>文件内容坏了，请重新下载</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <comment>key_files.file_empty</comment>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>Not a key or certificate file.</source>
        <comment>key_files.file_not_key</comment>
        <translation>不是密钥或证书文件</translation>
    </message>
    <message>
        <source>The file is too big to be a key.</source>
        <comment>key_files.file_too_big</comment>
        <translation>文件太大，不是密钥</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <comment>key_files.file_unreadable</comment>
        <translation>文件读不了</translation>
    </message>
    <message>
        <source>No key or certificate in this folder.</source>
        <comment>key_files.folder_empty</comment>
        <translation>文件夹里没有密钥或证书</translation>
    </message>
    <message>
        <source>The archive cannot be opened. Unpack it first.</source>
        <comment>key_files.archive_broken</comment>
        <translation>压缩包打不开，请解压后再放</translation>
    </message>
    <message>
        <source>No key or certificate in this archive.</source>
        <comment>key_files.archive_empty</comment>
        <translation>压缩包里没有密钥或证书</translation>
    </message>
    <message>
        <source>The archive has a password. Unpack it first.</source>
        <comment>key_files.archive_sealed</comment>
        <translation>压缩包有密码，请解压后再放</translation>
    </message>
    <message>
        <source>Enter the merchant number first: it is the password of the .p12 file.</source>
        <comment>key_files.p12_number_first</comment>
        <translation>先填商户号：.p12 文件的密码就是商户号</translation>
    </message>
    <message>
        <source>The .p12 file does not open with this merchant number. Add apiclient_key.pem instead.</source>
        <comment>key_files.p12_passphrase</comment>
        <translation>.p12 文件打不开，它的密码不是这个商户号。请改放 apiclient_key.pem</translation>
    </message>
    <message>
        <source>“{name}”: {why}</source>
        <comment>key_files.named_trouble</comment>
        <translation>“{name}”：{why}</translation>
    </message>
    <message>
        <source>Keys</source>
        <comment>keys.title</comment>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Next application</source>
        <comment>keys.next</comment>
        <translation>下一笔</translation>
    </message>
    <message>
        <source>Previous application</source>
        <comment>keys.previous</comment>
        <translation>上一笔</translation>
    </message>
    <message>
        <source>Go to the detail</source>
        <comment>keys.focus_detail</comment>
        <translation>到右边详情</translation>
    </message>
    <message>
        <source>Close, clear, back to the list</source>
        <comment>keys.back_to_list</comment>
        <translation>关闭、清空、回到列表</translation>
    </message>
    <message>
        <source>Pick this one, or let it go</source>
        <comment>keys.pick</comment>
        <translation>选上或取消这一笔</translation>
    </message>
    <message>
        <source>Pick all that is loaded</source>
        <comment>keys.pick_all</comment>
        <translation>选上已载入的</translation>
    </message>
    <message>
        <source>Confirm, in a dialog</source>
        <comment>keys.confirm_in_dialog</comment>
        <translation>在确认窗里：确认</translation>
    </message>
    <message>
        <source>Approve and refund</source>
        <comment>keys.approve</comment>
        <translation>同意并退款</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>keys.reject</comment>
        <translation>拒绝退款</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <comment>keys.compose</comment>
        <translation>写回复</translation>
    </message>
    <message>
        <source>Search</source>
        <comment>keys.search</comment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Quick replies</source>
        <comment>keys.quick_replies</comment>
        <translation>快捷回复</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <comment>keys.send_reply</comment>
        <translation>发送回复</translation>
    </message>
    <message>
        <source>Undo the refund</source>
        <comment>keys.undo</comment>
        <translation>撤销退款</translation>
    </message>
    <message>
        <source>Sync now</source>
        <comment>keys.sync</comment>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Open pictures</source>
        <comment>keys.open_viewer</comment>
        <translation>看图片</translation>
    </message>
    <message>
        <source>Tabs of the detail</source>
        <comment>keys.tabs</comment>
        <translation>切换标签</translation>
    </message>
    <message>
        <source>Next pane</source>
        <comment>keys.next_pane</comment>
        <translation>下一个区域</translation>
    </message>
    <message>
        <source>Go to: To do</source>
        <comment>keys.go_to_do</comment>
        <translation>去：待处理</translation>
    </message>
    <message>
        <source>Go to: Waiting</source>
        <comment>keys.go_waiting</comment>
        <translation>去：等客户</translation>
    </message>
    <message>
        <source>Go to: Refunding</source>
        <comment>keys.go_refunding</comment>
        <translation>去：退款中</translation>
    </message>
    <message>
        <source>Go to: Problem</source>
        <comment>keys.go_problem</comment>
        <translation>去：异常</translation>
    </message>
    <message>
        <source>Go to: Inbox</source>
        <comment>keys.go_inbox</comment>
        <translation>去：收件箱</translation>
    </message>
    <message>
        <source>Go to: History</source>
        <comment>keys.go_history</comment>
        <translation>去：历史</translation>
    </message>
    <message>
        <source>Go to: Reconcile</source>
        <comment>keys.go_reconcile</comment>
        <translation>去：对账</translation>
    </message>
    <message>
        <source>Go to: Settings</source>
        <comment>keys.go_settings</comment>
        <translation>去：设置</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>keys.theme_light</comment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>keys.theme_dark</comment>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>keys.theme_system</comment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Quit</source>
        <comment>keys.quit</comment>
        <translation>退出</translation>
    </message>
    <message>
        <source>Application</source>
        <comment>keys.menu_application</comment>
        <translation>申请</translation>
    </message>
    <message>
        <source>View</source>
        <comment>keys.menu_view</comment>
        <translation>查看</translation>
    </message>
    <message>
        <source>Help</source>
        <comment>keys.menu_help</comment>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Guide</source>
        <comment>keys.guide</comment>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>About Refund Desk</source>
        <comment>keys.about</comment>
        <translation>关于退款台</translation>
    </message>
    <message>
        <source>The last decision is still on its way</source>
        <comment>negotiating.deciding</comment>
        <translation>上一个决定还在发出，请等一下</translation>
    </message>
    <message>
        <source>The goods are here already</source>
        <comment>negotiating.goods_here</comment>
        <translation>货已经收到了</translation>
    </message>
    <message>
        <source>The customer asks for money only. Use Offer for a return</source>
        <comment>negotiating.no_return_there</comment>
        <translation>客户申请的是仅退款，要退货请用“协商”</translation>
    </message>
    <message>
        <source>Send address and deadline. No money moves until the goods are here</source>
        <comment>negotiating.ask_tip</comment>
        <translation>把地址和期限发给客户，收到货再退，不会退钱</translation>
    </message>
    <message>
        <source>Propose another amount. No money moves until they agree</source>
        <comment>negotiating.offer_tip</comment>
        <translation>提出另一个金额，客户同意后再退，不会退钱</translation>
    </message>
    <message>
        <source>The goods are here: check the amount, or say what is wrong</source>
        <comment>negotiating.take_in_tip</comment>
        <translation>货收到了：没问题就核对金额，有问题就告诉客户</translation>
    </message>
    <message>
        <source>{address}, {receiver}</source>
        <comment>negotiating.address_choice</comment>
        <translation>{address} {receiver} 收</translation>
    </message>
    <message>
        <source>Enter a new address</source>
        <comment>negotiating.address_new</comment>
        <translation>填一个新地址</translation>
    </message>
    <message>
        <source>Reading the addresses of the WeChat Store…</source>
        <comment>negotiating.addresses_reading</comment>
        <translation>正在读微信小店里的退货地址…</translation>
    </message>
    <message>
        <source>The WeChat Store has no return address. Add one there</source>
        <comment>negotiating.addresses_none</comment>
        <translation>微信小店里还没有退货地址，请先到小店后台添加</translation>
    </message>
    <message>
        <source>Asking the WeChat Store what can be offered…</source>
        <comment>negotiating.offers_reading</comment>
        <translation>正在问微信小店可以怎样协商…</translation>
    </message>
    <message>
        <source>Nothing can be offered in the WeChat Store now</source>
        <comment>negotiating.offers_none</comment>
        <translation>这一笔现在不能在微信小店协商</translation>
    </message>
    <message>
        <source>Who pays for sending it back</source>
        <comment>negotiating.freight_label</comment>
        <translation>运费谁出</translation>
    </message>
    <message>
        <source>We do (our fault)</source>
        <comment>negotiating.freight_shop</comment>
        <translation>本店出（商品问题）</translation>
    </message>
    <message>
        <source>The customer</source>
        <comment>negotiating.freight_customer</comment>
        <translation>客户出</translation>
    </message>
    <message>
        <source>What comes next</source>
        <comment>negotiating.steps_label</comment>
        <translation>之后的步骤</translation>
    </message>
    <message>
        <source>Tell the customer</source>
        <comment>negotiating.step_tell</comment>
        <translation>告诉客户</translation>
    </message>
    <message>
        <source>Parcel number</source>
        <comment>negotiating.step_parcel</comment>
        <translation>填快递单号</translation>
    </message>
    <message>
        <source>Take in</source>
        <comment>negotiating.step_take_in</comment>
        <translation>确认收货</translation>
    </message>
    <message>
        <source>Refund</source>
        <comment>negotiating.step_refund</comment>
        <translation>退款</translation>
    </message>
    <message>
        <source>What comes next: tell the customer, parcel, take in, refund</source>
        <comment>negotiating.steps_spoken</comment>
        <translation>之后的步骤：告诉客户，填快递单号，确认收货，退款</translation>
    </message>
    <message>
        <source>30% {amount}</source>
        <comment>negotiating.three_tenths</comment>
        <translation>三成 {amount}</translation>
    </message>
    <message>
        <source>50% {amount}</source>
        <comment>negotiating.half</comment>
        <translation>五成 {amount}</translation>
    </message>
    <message>
        <source>Asked {amount}</source>
        <comment>negotiating.asked</comment>
        <translation>客户申请 {amount}</translation>
    </message>
    <message>
        <source>Refundable {amount}</source>
        <comment>negotiating.refundable</comment>
        <translation>还可退 {amount}</translation>
    </message>
    <message>
        <source>At most {most}. Enter less</source>
        <comment>negotiating.as_asked_or_less</comment>
        <translation>最多 {most}，请改小</translation>
    </message>
    <message>
        <source>This kind of offer is for {amount}</source>
        <comment>negotiating.exactly</comment>
        <translation>这一种协商的金额是 {amount}，不能改</translation>
    </message>
    <message>
        <source>On top (optional)</source>
        <comment>negotiating.extras_label</comment>
        <translation>另外补偿（可不选）</translation>
    </message>
    <message>
        <source>Send another one</source>
        <comment>negotiating.extra_resend</comment>
        <translation>补发一件</translation>
    </message>
    <message>
        <source>Keep the goods</source>
        <comment>negotiating.extra_keep</comment>
        <translation>商品不用寄回</translation>
    </message>
    <message>
        <source>What to offer</source>
        <comment>negotiating.kind_label</comment>
        <translation>怎样协商</translation>
    </message>
    <message>
        <source>Another amount, money only</source>
        <comment>negotiating.kind_amount</comment>
        <translation>只改金额，仅退款</translation>
    </message>
    <message>
        <source>Another plan, money only</source>
        <comment>negotiating.kind_plan</comment>
        <translation>换一个方案，仅退款</translation>
    </message>
    <message>
        <source>Another plan, with a return</source>
        <comment>negotiating.kind_plan_return</comment>
        <translation>换一个方案，退货退款</translation>
    </message>
    <message>
        <source>It was sent and cannot be stopped: ask to withdraw</source>
        <comment>negotiating.kind_withdraw</comment>
        <translation>已发货拦不回来，请买家撤销申请</translation>
    </message>
    <message>
        <source>Cannot reach the buyer: ask for proof</source>
        <comment>negotiating.kind_prove</comment>
        <translation>联系不上买家，请买家补充凭证</translation>
    </message>
    <message>
        <source>Fresh goods stay there: money only</source>
        <comment>negotiating.kind_keep</comment>
        <translation>生鲜等不用寄回，改成仅退款</translation>
    </message>
    <message>
        <source>No. {number} of the WeChat Store</source>
        <comment>negotiating.kind_other</comment>
        <translation>微信小店的第 {number} 种</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>negotiating.pictures_label</comment>
        <translation>图片</translation>
    </message>
    <message>
        <source>This needs a picture: choose, drop or paste</source>
        <comment>negotiating.pictures_needed</comment>
        <translation>这一种协商要有图片：点一下、拖进来或粘贴</translation>
    </message>
    <message>
        <source>no money moves</source>
        <comment>negotiating.note_lead</comment>
        <translation>不会退钱</translation>
    </message>
    <message>
        <source>This only sends a message, {lead}. Once the customer agrees, approve as usual: the amount is filled in. The deadline stays.</source>
        <comment>negotiating.note</comment>
        <translation>这一步只发消息，{lead}。客户同意后你再点“同意并退款”，金额已帮你填好。申请的截止时间不变。</translation>
    </message>
    <message>
        <source>No money moves.</source>
        <comment>negotiating.offer_footer</comment>
        <translation>不会退钱</translation>
    </message>
    <message>
        <source>Take in {amount}</source>
        <comment>negotiating.take_in_title</comment>
        <translation>确认收货 {amount}</translation>
    </message>
    <message>
        <source>How are the goods?</source>
        <comment>negotiating.take_in_question</comment>
        <translation>货怎么样</translation>
    </message>
    <message>
        <source>Take in, check amount</source>
        <comment>negotiating.take_in_next</comment>
        <translation>确认收货，核对金额</translation>
    </message>
    <message>
        <source>Take in and tell</source>
        <comment>negotiating.take_in_tell</comment>
        <translation>确认收货并告诉客户</translation>
    </message>
    <message>
        <source>Take in and note</source>
        <comment>negotiating.take_in_note</comment>
        <translation>确认收货，记下问题</translation>
    </message>
    <message>
        <source>Taken in. The customer is told what is wrong</source>
        <comment>negotiating.told_wrong</comment>
        <translation>已收货，问题已发给客户</translation>
    </message>
    <message>
        <source>Taken in. What is wrong is noted here</source>
        <comment>negotiating.noted_wrong</comment>
        <translation>已收货，问题记在本机</translation>
    </message>
    <message>
        <source>The goods are awaited until {day}</source>
        <comment>negotiating.hint_goods</comment>
        <translation>等客户寄回，{day} 前</translation>
    </message>
    <message>
        <source>On its way: {parcel}. Take it in here</source>
        <comment>negotiating.hint_parcel</comment>
        <translation>客户已寄出 {parcel}，收到就确认</translation>
    </message>
    <message>
        <source>{amount} was offered, no answer yet</source>
        <comment>negotiating.hint_offer</comment>
        <translation>提出了 {amount}，等客户答复</translation>
    </message>
    <message>
        <source>Sent to</source>
        <comment>negotiating.sent_to</comment>
        <translation>寄回地址</translation>
    </message>
    <message>
        <source>Waiting for the goods</source>
        <comment>negotiating.line_awaited</comment>
        <translation>等客户寄回</translation>
    </message>
    <message>
        <source>To be sent by {day}</source>
        <comment>negotiating.line_asked_detail</comment>
        <translation>请客户 {day} 前寄出</translation>
    </message>
    <message>
        <source>Sent back {number}</source>
        <comment>negotiating.line_sent</comment>
        <translation>已寄出 {number}</translation>
    </message>
    <message>
        <source>The customer sends it</source>
        <comment>negotiating.line_to_send</comment>
        <translation>客户寄出</translation>
    </message>
    <message>
        <source>Delivered {when}</source>
        <comment>negotiating.line_delivered</comment>
        <translation>{when} 送到</translation>
    </message>
    <message>
        <source>Taken in</source>
        <comment>negotiating.line_taken_in</comment>
        <translation>确认收货</translation>
    </message>
    <message>
        <source>Check the amount and refund</source>
        <comment>negotiating.line_refund</comment>
        <translation>核对金额并退款</translation>
    </message>
    <message>
        <source>Return asked</source>
        <comment>negotiating.tag_return</comment>
        <translation>要求退货</translation>
    </message>
    <message>
        <source>Offer {amount}</source>
        <comment>negotiating.tag_offer</comment>
        <translation>协商 {amount}</translation>
    </message>
    <message>
        <source>The WeChat Store tells the buyer the address and asks for the parcel number. Its rules set freight and deadline.</source>
        <comment>negotiating.told_there</comment>
        <translation>微信小店会把地址发给买家，快递单号由买家在小店里填。运费和期限按小店的规则。</translation>
    </message>
    <message>
        <source>Enter receiver, phone and address</source>
        <comment>negotiating.fields_needed</comment>
        <translation>请填收件人、电话和地址</translation>
    </message>
    <message>
        <source>Choose how the goods are</source>
        <comment>negotiating.choose_goods</comment>
        <translation>请选货怎么样</translation>
    </message>
    <message>
        <source>Sent</source>
        <comment>negotiating.sent</comment>
        <translation>已发出</translation>
    </message>
    <message>
        <source>At most {max} can be refunded. Enter less.</source>
        <comment>notices.too_much</comment>
        <translation>最多还能退 {max}，请改小</translation>
    </message>
    <message>
        <source>Enter more than ¥0.00.</source>
        <comment>notices.zero</comment>
        <translation>请填写大于 ¥0.00 的金额</translation>
    </message>
    <message>
        <source>Enter yuan, such as 108 or 108.50.</source>
        <comment>notices.not_yuan</comment>
        <translation>请填写金额，例如 108 或 108.50</translation>
    </message>
    <message>
        <source>Large amount. Type {amt} again.</source>
        <comment>notices.retype</comment>
        <translation>金额较大，请再输入一次 {amt}</translation>
    </message>
    <message>
        <source>The WeChat Store order sets this amount. Use Offer to change it.</source>
        <comment>notices.locked</comment>
        <translation>金额由微信小店的售后单决定，要改请用“协商”</translation>
    </message>
    <message>
        <source>Over your limit of {lim}. Sent to the owner.</source>
        <comment>notices.limit_over</comment>
        <translation>超过你的单笔限额 {lim}，已请店长同意</translation>
    </message>
    <message>
        <source>Your daily limit {lim} is used up. Ask the owner.</source>
        <comment>notices.limit_day</comment>
        <translation>今天的限额 {lim} 用完了，请店长处理</translation>
    </message>
    <message>
        <source>Nothing of this payment is left to refund.</source>
        <comment>notices.nothing_left</comment>
        <translation>这笔付款已经没有可退的钱</translation>
    </message>
    <message>
        <source>WeChat has no such order, so it cannot be refunded. Check the number.</source>
        <comment>notices.order_none</comment>
        <translation>微信里没找到这个订单，不能退。请核对单号</translation>
    </message>
    <message>
        <source>The order was not read from WeChat yet, so it cannot be refunded.</source>
        <comment>notices.order_unread</comment>
        <translation>还没向微信查到订单，暂时不能退</translation>
    </message>
    <message>
        <source>This order was not paid, so there is nothing to refund.</source>
        <comment>notices.order_unpaid</comment>
        <translation>这个订单没有付款，不能退</translation>
    </message>
    <message>
        <source>Not paid in yuan. Refund it on the merchant site.</source>
        <comment>notices.order_currency</comment>
        <translation>不是人民币付款，请到商户平台退</translation>
    </message>
    <message>
        <source>This complaint names several orders. Choose one first.</source>
        <comment>notices.order_pick</comment>
        <translation>这个投诉有几个订单，请先选一个</translation>
    </message>
    <message>
        <source>This application is closed.</source>
        <comment>notices.ended</comment>
        <translation>这笔已经处理完，不能再退</translation>
    </message>
    <message>
        <source>Sending is stopped. See the line above.</source>
        <comment>notices.halted</comment>
        <translation>已停止发送，原因见上面的提示</translation>
    </message>
    <message>
        <source>Refunded outside this program, and WeChat does not say how much. Look at the merchant site.</source>
        <comment>notices.elsewhere</comment>
        <translation>在别处退过款，微信没说退了多少。请到商户平台查</translation>
    </message>
    <message>
        <source>Another application of this payment is being refunded.</source>
        <comment>notices.elsewhere_moving</comment>
        <translation>这笔付款的另一个申请正在退款</translation>
    </message>
    <message>
        <source>WeChat says this was refunded in full.</source>
        <comment>notices.full_refunded</comment>
        <translation>微信显示这笔已经全额退款</translation>
    </message>
    <message>
        <source>The customer withdrew. Nothing was refunded.</source>
        <comment>notices.changed</comment>
        <translation>客户刚刚撤回了申请，没有退款</translation>
    </message>
    <message>
        <source>The complaint was closed meanwhile. Nothing was refunded.</source>
        <comment>notices.changed_closed</comment>
        <translation>投诉单刚刚结束了，没有退款</translation>
    </message>
    <message>
        <source>The customer changed the amount. Nothing was refunded. Look again.</source>
        <comment>notices.changed_amount</comment>
        <translation>客户刚刚改了金额，没有退款，请再看一次</translation>
    </message>
    <message>
        <source>The customer has just agreed to your offer. Nothing was refunded. Look again.</source>
        <comment>notices.changed_offer</comment>
        <translation>客户刚刚同意了协商的金额，没有退款，请再看一次</translation>
    </message>
    <message>
        <source>It was refunded meanwhile. The customer was not told this.</source>
        <comment>notices.changed_decided</comment>
        <translation>已经退款了，这条没有再发给客户</translation>
    </message>
    <message>
        <source>It was refunded elsewhere meanwhile. Nothing was refunded again.</source>
        <comment>notices.changed_refunded</comment>
        <translation>刚刚在别处退过了，没有再退</translation>
    </message>
    <message>
        <source>The refundable amount changed. Nothing was refunded. Check again.</source>
        <comment>notices.changed_refundable</comment>
        <translation>可退金额变了，没有退款，请重新核对</translation>
    </message>
    <message>
        <source>What the shop says of the goods changed. Nothing was refunded. Tick them again.</source>
        <comment>notices.changed_goods</comment>
        <translation>订单的商品资料变了，没有退款，请重新勾选</translation>
    </message>
    <message>
        <source>Offline, nothing was sent.</source>
        <comment>notices.pre_flight_offline</comment>
        <translation>没有联网，没有提交</translation>
    </message>
    <message>
        <source>WeChat did not answer in time, nothing was sent. Press again in a moment.</source>
        <comment>notices.pre_flight_slow</comment>
        <translation>微信没有及时回答，没有提交，请稍后再点一次</translation>
    </message>
    <message>
        <source>{who} is working on this one.</source>
        <comment>notices.other_edit</comment>
        <translation>{who} 正在处理这一笔</translation>
    </message>
    <message>
        <source>Offline. You can read and draft. Refunds and replies wait for you.</source>
        <comment>notices.net_off</comment>
        <translation>没有联网。可以看、可以写草稿，退款和回复要等联网后由你再点一次</translation>
    </message>
    <message>
        <source>WeChat answers slowly. Try again in a moment.</source>
        <comment>notices.net_slow</comment>
        <translation>微信回答得很慢，请稍后再试</translation>
    </message>
    <message>
        <source>WeChat has trouble at the moment. It will be tried again.</source>
        <comment>notices.far_trouble</comment>
        <translation>微信那边暂时出了问题，会再试</translation>
    </message>
    <message>
        <source>WeChat asks to go slower. It will be tried again.</source>
        <comment>notices.far_busy</comment>
        <translation>微信要求慢一点，会再试</translation>
    </message>
    <message>
        <source>The answer did not come from WeChat Pay or was damaged. It was not believed.</source>
        <comment>notices.far_nonsense</comment>
        <translation>收到的回答不是微信支付签名的，或者不完整，没有采信</translation>
    </message>
    <message>
        <source>WeChat says this is not permitted. A shop PC's address changes: add it to the IP list on the merchant site, or switch the list off. Otherwise ask WeChat to open the function.</source>
        <comment>notices.far_denied</comment>
        <translation>微信说没有权限。店里电脑的外网地址会变：请到商户平台的“IP 安全配置”加上它，或关掉这项；不是的话请确认这项功能已开通</translation>
    </message>
    <message>
        <source>WeChat's rules did not allow this question. It will be asked again. If it stays so, ask WeChat Pay support.</source>
        <comment>notices.far_ruled</comment>
        <translation>微信没有答复这次查询（它的规则不允许），稍后会再问。一直这样请联系微信支付客服</translation>
    </message>
    <message>
        <source>{src} did not sync</source>
        <comment>notices.sync_fail_lead</comment>
        <translation>{src} 没同步上</translation>
    </message>
    <message>
        <source>{why} Next try in {n} min.</source>
        <comment>notices.sync_fail_rest</comment>
        <translation>{why}。{n} 分钟后再试</translation>
    </message>
    <message>
        <source>Not all came in</source>
        <comment>notices.unreadable_lead</comment>
        <translation>没收全</translation>
    </message>
    <message>
        <source>{n} application could not be understood, all others came in. See it on the merchant site.</source>
        <comment>notices.some_unreadable.one</comment>
        <translation>{n} 笔申请读不懂，没有收进来，其余都收到了。请到商户平台看这 {n} 笔</translation>
    </message>
    <message>
        <source>{n} applications could not be understood, all others came in. See them on the merchant site.</source>
        <comment>notices.some_unreadable</comment>
        <translation>{n} 笔申请读不懂，没有收进来，其余都收到了。请到商户平台看这 {n} 笔</translation>
    </message>
    <message>
        <source>WeChat refused the key. Check that key and certificate belong to one merchant.</source>
        <comment>notices.key_bad</comment>
        <translation>密钥不对，微信没有通过。请检查 APIv3 密钥和证书是不是同一个商户号的</translation>
    </message>
    <message>
        <source>This PC's clock is off by {n} min. Set it, or WeChat will refuse.</source>
        <comment>notices.clock_bad</comment>
        <translation>电脑时间差了 {n} 分钟，微信会拒绝。请先校准时间</translation>
    </message>
    <message>
        <source>This PC's clock is off by {n} s.</source>
        <comment>notices.clock_off</comment>
        <translation>电脑时间差了 {n} 秒</translation>
    </message>
    <message>
        <source>The certificate expires in {n} day. Refunds stop then.</source>
        <comment>notices.cert_soon.one</comment>
        <translation>商户证书 {n} 天后到期，到期后不能退款</translation>
    </message>
    <message>
        <source>The certificate expires in {n} days. Refunds stop then.</source>
        <comment>notices.cert_soon</comment>
        <translation>商户证书 {n} 天后到期，到期后不能退款</translation>
    </message>
    <message>
        <source>The certificate expires today. Refunds stop then.</source>
        <comment>notices.cert_today</comment>
        <translation>商户证书今天到期，到期后不能退款</translation>
    </message>
    <message>
        <source>No backup for {n} day.</source>
        <comment>notices.backup_old.one</comment>
        <translation>{n} 天没备份了</translation>
    </message>
    <message>
        <source>No backup for {n} days.</source>
        <comment>notices.backup_old</comment>
        <translation>{n} 天没备份了</translation>
    </message>
    <message>
        <source>{text} Request no. {number}</source>
        <comment>notices.with_request</comment>
        <translation>{text}（请求号 {number}）</translation>
    </message>
    <message>
        <source>A reply did not reach WeChat for a day. Send it again or drop it.</source>
        <comment>notices.reply_stuck</comment>
        <translation>有一条回复一天都没发出去，请重发或放弃</translation>
    </message>
    <message>
        <source>The complaint is no longer there. Nothing was refunded.</source>
        <comment>notices.changed_gone</comment>
        <translation>投诉单已经不在了，没有退款</translation>
    </message>
    <message>
        <source>WeChat no longer says that this refund is abnormal. Look again.</source>
        <comment>notices.abnormal_gone</comment>
        <translation>微信那边这笔已经不是异常了，请再看一次</translation>
    </message>
    <message>
        <source>WeChat did not take it. It is still abnormal; no money moved.</source>
        <comment>notices.abnormal_refused</comment>
        <translation>微信没有受理，这笔还是“退款异常”，钱没有动</translation>
    </message>
    <message>
        <source>WeChat did not answer, so it cannot be given up yet. Try again.</source>
        <comment>notices.give_up_unread</comment>
        <translation>没收到微信的回答，暂时不能放弃，请再试一次</translation>
    </message>
    <message>
        <source>WeChat has this refund after all. It was not given up.</source>
        <comment>notices.give_up_taken</comment>
        <translation>微信其实已经受理这笔，没有放弃</translation>
    </message>
    <message>
        <source>The reason is too long for WeChat. Shorten it.</source>
        <comment>notices.reason_long</comment>
        <translation>退款原因太长，微信不收，请删短一些</translation>
    </message>
    <message>
        <source>A check is not met. Tick “I know” first.</source>
        <comment>notices.red_tick</comment>
        <translation>有不符合政策的地方，请先勾“我知道”</translation>
    </message>
    <message>
        <source>A rejection is already being sent.</source>
        <comment>notices.rejecting</comment>
        <translation>正在发出拒绝，不能再操作</translation>
    </message>
    <message>
        <source>The note is too long: 200 characters at most.</source>
        <comment>notices.note_long</comment>
        <translation>备注太长了，最多 200 个字</translation>
    </message>
    <message>
        <source>Too long for WeChat: 200 characters and 500 bytes at most.</source>
        <comment>notices.reply_long</comment>
        <translation>太长了，微信最多收 200 个字</translation>
    </message>
    <message>
        <source>Not sent for a day. Send it again or drop it.</source>
        <comment>notices.outbox_old</comment>
        <translation>一天都没发出去，请重发或放弃</translation>
    </message>
    <message>
        <source>WeChat did not take the message. Change it and send again.</source>
        <comment>notices.message_refused</comment>
        <translation>微信没有收这条消息，请改一下再发</translation>
    </message>
    <message>
        <source>Order</source>
        <comment>order.heading</comment>
        <translation>订单</translation>
    </message>
    <message>
        <source>From WeChat Pay · {time}</source>
        <comment>order.read_at</comment>
        <translation>以微信支付为准 • {time}</translation>
    </message>
    <message>
        <source>WeChat Pay not asked yet</source>
        <comment>order.not_read</comment>
        <translation>还没向微信查到</translation>
    </message>
    <message>
        <source>Asking WeChat Pay…</source>
        <comment>order.reading</comment>
        <translation>正在向微信查订单…</translation>
    </message>
    <message>
        <source>shipping {amount}</source>
        <comment>order.freight</comment>
        <translation>运费 {amount}</translation>
    </message>
    <message>
        <source>{goods} + {freight}</source>
        <comment>order.price_line</comment>
        <translation>{goods} + {freight}</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>order.paid</comment>
        <translation>实付</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>order.refunded</comment>
        <translation>已退</translation>
    </message>
    <message>
        <source>Back or moving</source>
        <comment>order.refunded_and_moving</comment>
        <translation>已退和在退</translation>
    </message>
    <message>
        <source>Refundable</source>
        <comment>order.refundable</comment>
        <translation>还可退</translation>
    </message>
    <message>
        <source>Paid as WeChat Pay says, refunded as recorded here</source>
        <comment>order.money_note</comment>
        <translation>实付以微信支付为准，已退为本机记录</translation>
    </message>
    <message>
        <source>Paid on</source>
        <comment>order.paid_on</comment>
        <translation>付款</translation>
    </message>
    <message>
        <source>Carrier</source>
        <comment>order.carrier</comment>
        <translation>物流</translation>
    </message>
    <message>
        <source>Signed</source>
        <comment>order.signed</comment>
        <translation>签收</translation>
    </message>
    <message>
        <source>Delivered</source>
        <comment>order.delivered</comment>
        <translation>已签收</translation>
    </message>
    <message>
        <source>On the way</source>
        <comment>order.on_the_way</comment>
        <translation>运输中</translation>
    </message>
    <message>
        <source>Not shipped</source>
        <comment>order.not_shipped</comment>
        <translation>未发货</translation>
    </message>
    <message>
        <source>Not found</source>
        <comment>order.no_logistics</comment>
        <translation>没查到</translation>
    </message>
    <message>
        <source>Paid {amount} after coupons</source>
        <comment>order.coupon</comment>
        <translation>用券后付了 {amount}</translation>
    </message>
    <message>
        <source>No goods or shipping facts for this order</source>
        <comment>order.facts_missing</comment>
        <translation>没有这个订单的商品和物流资料</translation>
    </message>
    <message>
        <source>This refund</source>
        <comment>order.this_refund</comment>
        <translation>本次退款</translation>
    </message>
    <message>
        <source>State</source>
        <comment>order.state</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Goes to</source>
        <comment>order.goes_to</comment>
        <translation>退到</translation>
    </message>
    <message>
        <source>Back the way it came</source>
        <comment>order.goes_back</comment>
        <translation>原路退回</translation>
    </message>
    <message>
        <source>Paid from</source>
        <comment>order.funds</comment>
        <translation>出资</translation>
    </message>
    <message>
        <source>Decided by</source>
        <comment>order.decided_by</comment>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Money of this payment</source>
        <comment>order.payment_amounts</comment>
        <translation>这笔订单的钱</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <comment>order.held</comment>
        <translation>没退成</translation>
    </message>
    <message>
        <source>On its way</source>
        <comment>order.on_its_way</comment>
        <translation>退款中</translation>
    </message>
    <message>
        <source>To refund more</source>
        <comment>order.if_more</comment>
        <translation>如果还要再退</translation>
    </message>
    <message>
        <source>Continue or give up this one first.</source>
        <comment>order.if_more_refused</comment>
        <translation>这一笔没退成，先继续或放弃它，才能再退。</translation>
    </message>
    <message>
        <source>Wait until this one is through, and at least 1 minute.</source>
        <comment>order.if_more_note</comment>
        <translation>同一订单要等这笔退完，并间隔 1 分钟以上。</translation>
    </message>
    <message>
        <source>Merchant basic account</source>
        <comment>order.funds_basic</comment>
        <translation>商户基本账户</translation>
    </message>
    <message>
        <source>Unsettled funds</source>
        <comment>order.funds_unsettled</comment>
        <translation>未结算资金</translation>
    </message>
    <message>
        <source>Available balance</source>
        <comment>order.funds_available</comment>
        <translation>可用余额</translation>
    </message>
    <message>
        <source>Operation account</source>
        <comment>order.funds_operation</comment>
        <translation>运营账户</translation>
    </message>
    <message>
        <source>The address answers, the key is right</source>
        <comment>origin_tests.feed_signed</comment>
        <translation>地址能连上，密钥正确</translation>
    </message>
    <message>
        <source>Applications can be read</source>
        <comment>origin_tests.feed_listed</comment>
        <translation>能读退款申请</translation>
    </message>
    <message>
        <source>One application is not of the agreed form and cannot be read: {names}</source>
        <comment>origin_tests.feed_odd.one</comment>
        <translation>有 {n} 个申请不合约定，读不进来：{names}</translation>
    </message>
    <message>
        <source>{n} applications are not of the agreed form and cannot be read: {names}</source>
        <comment>origin_tests.feed_odd</comment>
        <translation>有 {n} 个申请不合约定，读不进来：{names}</translation>
    </message>
    <message>
        <source>Facts of orders can be read</source>
        <comment>origin_tests.feed_orders</comment>
        <translation>能查订单资料</translation>
    </message>
    <message>
        <source>No facts of orders (/orders): goods and parcels stay empty. Its makers should add it</source>
        <comment>origin_tests.feed_no_orders</comment>
        <translation>查不到订单资料（/orders），商品和物流会是空的。请后台开发补上</translation>
    </message>
    <message>
        <source>No such host was found. Check the address, and that this PC is online</source>
        <comment>origin_tests.no_host</comment>
        <translation>找不到这个网址。请核对地址，并确认电脑联网</translation>
    </message>
    <message>
        <source>Not reached: nothing runs at this address, or the port is wrong</source>
        <comment>origin_tests.refused</comment>
        <translation>连不上：后台没有在这个地址运行，或端口不对</translation>
    </message>
    <message>
        <source>This address does not speak HTTPS, or something on the way stops it</source>
        <comment>origin_tests.not_tls</comment>
        <translation>这个地址没有启用 HTTPS，或被中间的设备拦下</translation>
    </message>
    <message>
        <source>Its certificate is not trusted: self-signed, expired, or of another host. Get a proper one</source>
        <comment>origin_tests.untrusted</comment>
        <translation>证书不可信：自签名、过期，或不是这个网址的。请换正式证书</translation>
    </message>
    <message>
        <source>No answer came in time</source>
        <comment>origin_tests.slow</comment>
        <translation>连上了，但很久没有回答</translation>
    </message>
    <message>
        <source>The connection broke off before the answer was whole</source>
        <comment>origin_tests.broken</comment>
        <translation>回答到一半断开了</translation>
    </message>
    <message>
        <source>It sends us elsewhere. The key is for the entered address only: enter the final one</source>
        <comment>origin_tests.redirect</comment>
        <translation>后台把请求转到了别处。密钥只用于填写的地址，请填最终的地址</translation>
    </message>
    <message>
        <source>It does not accept the key. Compare key id and secret, letter by letter</source>
        <comment>origin_tests.feed_key</comment>
        <translation>后台不认密钥。请核对密钥编号和共享密钥，一个字都不能差</translation>
    </message>
    <message>
        <source>This PC's clock and the backend's differ by about a minute. Set the clock first</source>
        <comment>origin_tests.feed_clock.one</comment>
        <translation>这台电脑和后台的时间差了约 {n} 分钟，超过 5 分钟就不收。请先校准时间</translation>
    </message>
    <message>
        <source>This PC's clock and the backend's differ by about {n} min; 5 is the most. Set it first</source>
        <comment>origin_tests.feed_clock</comment>
        <translation>这台电脑和后台的时间差了约 {n} 分钟，超过 5 分钟就不收。请先校准时间</translation>
    </message>
    <message>
        <source>It denies access. Its makers can see why; it may allow certain IP addresses only</source>
        <comment>origin_tests.feed_denied</comment>
        <translation>后台拒绝访问。请后台开发查看，是否限制了来访的 IP</translation>
    </message>
    <message>
        <source>The host answers, but has no such path. Check the end of the address</source>
        <comment>origin_tests.feed_path</comment>
        <translation>地址能连上，但这个路径下没有约定的接口。请核对地址的后半段</translation>
    </message>
    <message>
        <source>It says that there are too many requests. Try again later</source>
        <comment>origin_tests.feed_busy</comment>
        <translation>后台说请求太频繁，请过一会再测</translation>
    </message>
    <message>
        <source>The backend itself is in trouble (HTTP {n}). Its makers should look at its log</source>
        <comment>origin_tests.feed_trouble</comment>
        <translation>后台自己出错了（HTTP {n}）。请后台开发查看日志</translation>
    </message>
    <message>
        <source>The answer is not of the agreed form. Its makers can run feed-check</source>
        <comment>origin_tests.feed_nonsense</comment>
        <translation>回答不合约定。请后台开发用 feed-check 检查</translation>
    </message>
    <message>
        <source>AppID and AppSecret are right</source>
        <comment>origin_tests.store_signed</comment>
        <translation>AppID 和 AppSecret 正确</translation>
    </message>
    <message>
        <source>After-sales can be read</source>
        <comment>origin_tests.store_listed</comment>
        <translation>能读售后单</translation>
    </message>
    <message>
        <source>WeChat knows no such AppID. Is it the Store's own?</source>
        <comment>origin_tests.store_appid</comment>
        <translation>微信不认识这个 AppID。请核对是不是小店的 AppID</translation>
    </message>
    <message>
        <source>The AppSecret is wrong, or was reset. Look in the Store's console</source>
        <comment>origin_tests.store_app_secret</comment>
        <translation>AppSecret 不对，或者已经重置。请到小店后台核对</translation>
    </message>
    <message>
        <source>WeChat Store itself is in trouble. Try again later</source>
        <comment>origin_tests.store_trouble</comment>
        <translation>微信小店自己出错了，请过一会再测</translation>
    </message>
    <message>
        <source>WeChat Store was not reached. Check the network</source>
        <comment>origin_tests.store_off</comment>
        <translation>连不上微信小店。请检查网络</translation>
    </message>
    <message>
        <source>Sources</source>
        <comment>origins.page</comment>
        <translation>申请来源</translation>
    </message>
    <message>
        <source>Where applications come from</source>
        <comment>origins.title</comment>
        <translation>申请从哪里来</translation>
    </message>
    <message>
        <source>WeChat Pay complaints come with the merchant number. Connect a mini program or a WeChat Store here.</source>
        <comment>origins.lead</comment>
        <translation>微信支付投诉随商户号自动接入。店里还有小程序或微信小店的，在这里接上。</translation>
    </message>
    <message>
        <source>The practice shop comes with a practice backend and Store, connected already. Nothing here can be changed.</source>
        <comment>origins.lead_practice</comment>
        <translation>练习店铺自带练习用的小程序后台和微信小店，已经接好，不能改。</translation>
    </message>
    <message>
        <source>Your own mini program's backend</source>
        <comment>origins.feed_title</comment>
        <translation>自己的小程序后台</translation>
    </message>
    <message>
        <source>Once it offers the agreed calls, applications appear in the inbox, and replies and progress go back.</source>
        <comment>origins.feed_lead</comment>
        <translation>后台按约定开放几个接口，申请就会出现在收件箱，回复和进度也会发回小程序。</translation>
    </message>
    <message>
        <source>Address</source>
        <comment>origins.feed_address</comment>
        <translation>后台地址</translation>
    </message>
    <message>
        <source>From whoever made the backend; begins with https://</source>
        <comment>origins.feed_address_hint</comment>
        <translation>后台开发给的地址，以 https:// 开头</translation>
    </message>
    <message>
        <source>Key id</source>
        <comment>origins.feed_key_id</comment>
        <translation>密钥编号</translation>
    </message>
    <message>
        <source>Shared secret</source>
        <comment>origins.feed_secret</comment>
        <translation>共享密钥</translation>
    </message>
    <message>
        <source>32 characters or more. Sealed in the books, never shown again, in no backup.</source>
        <comment>origins.feed_secret_hint</comment>
        <translation>至少 32 个字符。封存在账本里，保存后不再显示，也不进备份。</translation>
    </message>
    <message>
        <source>WeChat Store</source>
        <comment>origins.store_title</comment>
        <translation>微信小店</translation>
    </message>
    <message>
        <source>After-sales of the Store appear in the inbox. You agree here, the platform refunds.</source>
        <comment>origins.store_lead</comment>
        <translation>小店的售后单会出现在收件箱。在这里同意，钱由微信小店退。</translation>
    </message>
    <message>
        <source>The Store's AppID</source>
        <comment>origins.store_appid</comment>
        <translation>小店 AppID</translation>
    </message>
    <message>
        <source>The Store's AppSecret</source>
        <comment>origins.store_secret</comment>
        <translation>小店 AppSecret</translation>
    </message>
    <message>
        <source>Made in the Store's developer settings; allow this PC's address there, too. Sealed in the books, never shown again.</source>
        <comment>origins.store_secret_hint</comment>
        <translation>小店后台的开发设置里生成，并把这台电脑的 IP 加进白名单。封存在账本里，保存后不再显示。</translation>
    </message>
    <message>
        <source>Saved and not shown. Type a new one to change it</source>
        <comment>origins.secret_kept</comment>
        <translation>已保存，不再显示。要换就重新填写</translation>
    </message>
    <message>
        <source>Not connected</source>
        <comment>origins.state_none</comment>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connected</source>
        <comment>origins.state_on</comment>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Secret needed again</source>
        <comment>origins.state_locked</comment>
        <translation>要重新填写密钥</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>origins.test</comment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Testing</source>
        <comment>origins.testing</comment>
        <translation>正在测试</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <comment>origins.save</comment>
        <translation>保存并连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <comment>origins.disconnect</comment>
        <translation>断开</translation>
    </message>
    <message>
        <source>A test only reads and changes nothing</source>
        <comment>origins.test_note</comment>
        <translation>测试只读取，不改变任何东西</translation>
    </message>
    <message>
        <source>{source} connected. Its applications are being read</source>
        <comment>origins.saved</comment>
        <translation>已连接{source}，正在读取申请</translation>
    </message>
    <message>
        <source>Disconnect: {source}</source>
        <comment>origins.ask_title</comment>
        <translation>断开{source}</translation>
    </message>
    <message>
        <source>No new applications come in, and replies not sent yet stay here. What is there stays, with its history. The secret is deleted; you can connect again later.</source>
        <comment>origins.ask_note</comment>
        <translation>新的申请不再进来，还没发出的回复会停在这里。已有的申请和记录都留着。密钥会删掉，以后可以重新接上。</translation>
    </message>
    <message>
        <source>{source} disconnected. Its history stays</source>
        <comment>origins.disconnected</comment>
        <translation>已断开{source}，记录都留着</translation>
    </message>
    <message>
        <source>This is no address. It looks like https://shop.example/refund-desk, without query or user name</source>
        <comment>origins.wrong_address</comment>
        <translation>这不像一个地址。应当像 https://shop.example/refund-desk，后面不带问号和用户名</translation>
    </message>
    <message>
        <source>The address must begin with https://, or others on the way could read customers' data</source>
        <comment>origins.wrong_plain</comment>
        <translation>地址要以 https:// 开头，否则路上的人能看到客户资料</translation>
    </message>
    <message>
        <source>A key id is 1 to 128 letters, digits or signs, no blanks</source>
        <comment>origins.wrong_key_id</comment>
        <translation>密钥编号是 1 到 128 个字母、数字或符号，没有空格</translation>
    </message>
    <message>
        <source>The secret has less than 32 bytes: too easy to guess, not allowed</source>
        <comment>origins.secret_short</comment>
        <translation>密钥不到 32 个字节，容易被猜到，约定不收</translation>
    </message>
    <message>
        <source>The secret is too long: at most 1024 bytes</source>
        <comment>origins.secret_long</comment>
        <translation>密钥太长，最多 1024 个字节</translation>
    </message>
    <message>
        <source>Enter the shared secret; a new address or key id needs it again</source>
        <comment>origins.feed_secret_needed</comment>
        <translation>请填写共享密钥。换了地址或密钥编号，也要重新填写</translation>
    </message>
    <message>
        <source>Enter the AppSecret; a new AppID needs it again</source>
        <comment>origins.store_secret_needed</comment>
        <translation>请填写 AppSecret。换了 AppID，也要重新填写</translation>
    </message>
    <message>
        <source>An AppID begins with wx and has 18 characters</source>
        <comment>origins.wrong_appid</comment>
        <translation>AppID 以 wx 开头，共 18 位</translation>
    </message>
    <message>
        <source>An AppSecret is letters and digits, 32 as a rule</source>
        <comment>origins.wrong_app_secret</comment>
        <translation>AppSecret 是一串字母和数字（一般 32 位）</translation>
    </message>
    <message>
        <source>This source is not connected. Connect it in the settings, Sources</source>
        <comment>origins.off</comment>
        <translation>这个来源没有连接。请到“设置”的“申请来源”里连接</translation>
    </message>
    <message>
        <source>Its secret is not in these books. Enter it again in the settings, Sources</source>
        <comment>origins.locked</comment>
        <translation>密钥不在这份账本里。请到“设置”的“申请来源”里重新填写</translation>
    </message>
    <message>
        <source>A source of applications was connected</source>
        <comment>origins.audit_connected</comment>
        <translation>连接了一个申请来源</translation>
    </message>
    <message>
        <source>A source of applications was disconnected</source>
        <comment>origins.audit_disconnected</comment>
        <translation>断开了一个申请来源</translation>
    </message>
    <message>
        <source>Refund for</source>
        <comment>parts.heading</comment>
        <translation>退哪些</translation>
    </message>
    <message>
        <source>An amount of your own</source>
        <comment>parts.own_amount</comment>
        <translation>自定金额</translation>
    </message>
    <message>
        <source>Ticked: {amt}</source>
        <comment>parts.total</comment>
        <translation>勾选合计 {amt}</translation>
    </message>
    <message>
        <source>Ticked: {amt}, more than is left, so {max} goes back</source>
        <comment>parts.capped</comment>
        <translation>勾选合计 {amt}，超过还可退的，这次按 {max} 退</translation>
    </message>
    <message>
        <source>Shipping</source>
        <comment>parts.freight</comment>
        <translation>运费</translation>
    </message>
    <message>
        <source>{n} of {most}</source>
        <comment>parts.count</comment>
        <translation>{n} / {most} 件</translation>
    </message>
    <message>
        <source>{name}: one fewer</source>
        <comment>parts.fewer</comment>
        <translation>{name}：少一件</translation>
    </message>
    <message>
        <source>{name}: one more</source>
        <comment>parts.more</comment>
        <translation>{name}：多一件</translation>
    </message>
    <message>
        <source>{n} refunded before</source>
        <comment>parts.before.one</comment>
        <translation>已退 {n} 件</translation>
    </message>
    <message>
        <source>{n} refunded before</source>
        <comment>parts.before</comment>
        <translation>已退 {n} 件</translation>
    </message>
    <message>
        <source>refunded before</source>
        <comment>parts.freight_before</comment>
        <translation>已退过</translation>
    </message>
    <message>
        <source>{n} refunded before, ticked again</source>
        <comment>parts.twice.one</comment>
        <translation>已退 {n} 件，这次又选了</translation>
    </message>
    <message>
        <source>{n} refunded before, ticked again</source>
        <comment>parts.twice</comment>
        <translation>已退 {n} 件，这次又选了</translation>
    </message>
    <message>
        <source>refunded before, ticked again</source>
        <comment>parts.freight_twice</comment>
        <translation>已退过，这次又选了</translation>
    </message>
    <message>
        <source>{amt} more went back before, for no goods in particular</source>
        <comment>parts.of_no_goods</comment>
        <translation>另有 {amt} 以前按自定金额退，没有记是哪件商品</translation>
    </message>
    <message>
        <source>Use a phone</source>
        <comment>phone_photos.offer</comment>
        <translation>用手机拍</translation>
    </message>
    <message>
        <source>Take pictures with a phone</source>
        <comment>phone_photos.title</comment>
        <translation>用手机拍凭证</translation>
    </message>
    <message>
        <source>Same Wi-Fi, scan and take the photo. Valid for 5 minutes.</source>
        <comment>phone_photos.hint</comment>
        <translation>手机和电脑连同一个 Wi-Fi，扫码拍照。5 分钟内有效</translation>
    </message>
    <message>
        <source>Scan this code with WeChat or the camera</source>
        <comment>phone_photos.step_scan</comment>
        <translation>用微信或相机扫这个码</translation>
    </message>
    <message>
        <source>Take the picture and press Send</source>
        <comment>phone_photos.step_send</comment>
        <translation>拍照，点“发送”</translation>
    </message>
    <message>
        <source>It appears here at once, without place and phone model</source>
        <comment>phone_photos.step_here</comment>
        <translation>照片马上出现在电脑上，地点和手机型号已去掉</translation>
    </message>
    <message>
        <source>Pictures stay on the shop's network and are not encrypted on the way. Do not use a public Wi-Fi.</source>
        <comment>phone_photos.plain_network</comment>
        <translation>照片只走店里的网络，路上没有加密。不要用公共 Wi-Fi。</translation>
    </message>
    <message>
        <source>Windows asks once whether to allow this: tick “Private networks”.</source>
        <comment>phone_photos.firewall</comment>
        <translation>第一次用时 Windows 会问是否允许，请勾“专用网络”。</translation>
    </message>
    <message>
        <source>QR code of {url}</source>
        <comment>phone_photos.code_name</comment>
        <translation>二维码，内容是 {url}</translation>
    </message>
    <message>
        <source>Waiting for a phone, {time} left</source>
        <comment>phone_photos.waiting</comment>
        <translation>等手机扫码，还有 {time}</translation>
    </message>
    <message>
        <source>A phone is connected, {time} left</source>
        <comment>phone_photos.connected</comment>
        <translation>手机已连上，还有 {time}</translation>
    </message>
    <message>
        <source>{n} picture received</source>
        <comment>phone_photos.received.one</comment>
        <translation>收到 {n} 张</translation>
    </message>
    <message>
        <source>{n} pictures received</source>
        <comment>phone_photos.received</comment>
        <translation>收到 {n} 张</translation>
    </message>
    <message>
        <source>The five minutes are over. Make a new code to go on.</source>
        <comment>phone_photos.over</comment>
        <translation>5 分钟到了，这个码不能再用。要接着拍，请换一个码。</translation>
    </message>
    <message>
        <source>There are four pictures already</source>
        <comment>phone_photos.full</comment>
        <translation>已经满 4 张</translation>
    </message>
    <message>
        <source>This PC is in no network that a phone could reach. Connect it, then make a new code.</source>
        <comment>phone_photos.no_network</comment>
        <translation>这台电脑没有连到店里的网络，手机找不到它。请先连 Wi-Fi 或网线，再换一个码。</translation>
    </message>
    <message>
        <source>New code</source>
        <comment>phone_photos.another</comment>
        <translation>换一个码</translation>
    </message>
    <message>
        <source>Does not open? Use {address}</source>
        <comment>phone_photos.another_address</comment>
        <translation>手机打不开？换成 {address}</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>phone_photos.done</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Phone picture {n}</source>
        <comment>phone_photos.picture</comment>
        <translation>手机照片 {n}</translation>
    </message>
    <message>
        <source>Pictures for the refund desk</source>
        <comment>phone_photos.page_title</comment>
        <translation>拍照发到退款台</translation>
    </message>
    <message>
        <source>Take or choose pictures, then press Send. Keep bystanders out.</source>
        <comment>phone_photos.page_lead</comment>
        <translation>拍好或选好照片，再点发送。请不要拍到无关的人。</translation>
    </message>
    <message>
        <source>Take a picture</source>
        <comment>phone_photos.page_camera</comment>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Choose from the album</source>
        <comment>phone_photos.page_album</comment>
        <translation>从相册选</translation>
    </message>
    <message>
        <source>Send to the PC</source>
        <comment>phone_photos.page_send</comment>
        <translation>发送到电脑</translation>
    </message>
    <message>
        <source>This code was used or is over. Press “New code” on the PC and scan again.</source>
        <comment>phone_photos.page_gone</comment>
        <translation>这个码已经用过，或者过期了。请在电脑上点“换一个码”，再扫一次。</translation>
    </message>
    <message>
        <source>That is enough: the PC takes no more.</source>
        <comment>phone_photos.page_full</comment>
        <translation>已经够了，电脑上不能再加了。</translation>
    </message>
    <message>
        <source>The PC has {n} picture. You can go on.</source>
        <comment>phone_photos.page_sent.one</comment>
        <translation>电脑收到 {n} 张。可以接着拍。</translation>
    </message>
    <message>
        <source>The PC has {n} pictures. You can go on.</source>
        <comment>phone_photos.page_sent</comment>
        <translation>电脑收到 {n} 张。可以接着拍。</translation>
    </message>
    <message>
        <source>Too large, not taken. Use a lower resolution.</source>
        <comment>phone_photos.page_big</comment>
        <translation>照片太大，没有收。请降低相机的分辨率再拍。</translation>
    </message>
    <message>
        <source>That is no picture, not taken. Use JPG or PNG.</source>
        <comment>phone_photos.page_type</comment>
        <translation>这个文件不是照片，没有收。可以用 JPG、PNG。</translation>
    </message>
    <message>
        <source>Only the first were taken: the PC holds four at most.</source>
        <comment>phone_photos.page_max</comment>
        <translation>只收了前面几张，电脑上最多 4 张。</translation>
    </message>
    <message>
        <source>{n} picture is not redacted. Redact it to send.</source>
        <comment>pictures.private.one</comment>
        <translation>还有 {n} 张图没打码，处理后才能发出</translation>
    </message>
    <message>
        <source>{n} pictures are not redacted. Redact them to send.</source>
        <comment>pictures.private</comment>
        <translation>还有 {n} 张图没打码，处理后才能发出</translation>
    </message>
    <message>
        <source>I checked: nothing private here</source>
        <comment>pictures.confirm</comment>
        <translation>我看过了，这张没有隐私</translation>
    </message>
    <message>
        <source>“{f}” is still over 2 MB. Please crop it.</source>
        <comment>pictures.big</comment>
        <translation>“{f}”超过 2 MB，压缩后还是太大。请裁剪</translation>
    </message>
    <message>
        <source>“{f}” is not a picture. Use JPG, PNG or BMP.</source>
        <comment>pictures.type</comment>
        <translation>“{f}”不是图片。可以用 JPG、PNG、BMP</translation>
    </message>
    <message>
        <source>A picture was not sent: it is none, or only half there. Use JPG, PNG or BMP.</source>
        <comment>pictures.not_taken</comment>
        <translation>图片没发出去：不是图片，或文件不完整。可以用 JPG、PNG、BMP</translation>
    </message>
    <message>
        <source>A picture was not sent: it is too big. Please crop it.</source>
        <comment>pictures.too_big</comment>
        <translation>图片没发出去：太大了。请裁剪</translation>
    </message>
    <message>
        <source>4 pictures at most. Remove one first.</source>
        <comment>pictures.max</comment>
        <translation>最多 4 张，先去掉一张</translation>
    </message>
    <message>
        <source>Open an application, then drop the picture again.</source>
        <comment>pictures.no_case</comment>
        <translation>先打开一笔申请，再把图片拖到图标上</translation>
    </message>
    <message>
        <source>WeChat does not share customer pictures with this shop. Ask WeChat Pay support to open it.</source>
        <comment>pictures.closed</comment>
        <translation>微信没有向本店开放客户图片，可请客户在回复里说明，或联系微信支付客服申请</translation>
    </message>
    <message>
        <source>The picture was not uploaded. Try again.</source>
        <comment>pictures.failed</comment>
        <translation>图片没传上去，请重试</translation>
    </message>
    <message>
        <source>The picture is no longer there. Add it again.</source>
        <comment>pictures.gone</comment>
        <translation>图片已经不在了，请重新添加</translation>
    </message>
    <message>
        <source>Rules</source>
        <comment>policy.page</comment>
        <translation>规则</translation>
    </message>
    <message>
        <source>The shop's refund rules</source>
        <comment>policy.title</comment>
        <translation>本店的退款规则</translation>
    </message>
    <message>
        <source>Rules only advise: money moves when a person presses. The one exception is automatic agreement at the end, which is off.</source>
        <comment>policy.lead</comment>
        <translation>规则只提示，钱由人点了才退。唯一会自己做的是最下面的“自动同意”，默认关着。</translation>
    </message>
    <message>
        <source>Start from a common trade</source>
        <comment>policy.trades</comment>
        <translation>套用常见做法</translation>
    </message>
    <message>
        <source>Changes days, photos and freight, never limits. Nothing counts until it is saved.</source>
        <comment>policy.trades_note</comment>
        <translation>套用会改天数、照片和运费，不改限额；保存前都不算数。</translation>
    </message>
    <message>
        <source>Food</source>
        <comment>policy.trade_food</comment>
        <translation>食品</translation>
    </message>
    <message>
        <source>Clothes</source>
        <comment>policy.trade_clothes</comment>
        <translation>服装</translation>
    </message>
    <message>
        <source>Handmade</source>
        <comment>policy.trade_handmade</comment>
        <translation>手作定制</translation>
    </message>
    <message>
        <source>Electronics</source>
        <comment>policy.trade_electronics</comment>
        <translation>数码</translation>
    </message>
    <message>
        <source>Vouchers, courses</source>
        <comment>policy.trade_content</comment>
        <translation>卡券课程</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>policy.days</comment>
        <translation>时间</translation>
    </message>
    <message>
        <source>May be asked for within {field} days after delivery</source>
        <comment>policy.return_days</comment>
        <translation>签收后 {field} 天内可以申请</translation>
    </message>
    <message>
        <source>Not shipped {field} days after payment counts as late</source>
        <comment>policy.ship_within_days</comment>
        <translation>付款后 {field} 天还没发货，算拖延</translation>
    </message>
    <message>
        <source>Amounts</source>
        <comment>policy.amounts</comment>
        <translation>金额</translation>
    </message>
    <message>
        <source>Take note when one refund is over {field} yuan</source>
        <comment>policy.single_limit</comment>
        <translation>一笔超过 {field} 元，要留意</translation>
    </message>
    <message>
        <source>Agreeing to several at once: at most {field} yuan a day</source>
        <comment>policy.day_limit</comment>
        <translation>“一起同意”一天最多退 {field} 元</translation>
    </message>
    <message>
        <source>From {field} yuan on, the amount is typed twice</source>
        <comment>policy.retype_from</comment>
        <translation>一笔到了 {field} 元，要再输一遍金额</translation>
    </message>
    <message>
        <source>Customers</source>
        <comment>policy.customers</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Take note of a customer with {field} refunds in half a year</source>
        <comment>policy.customer_refunds</comment>
        <translation>同一位客户半年内已经退过 {field} 次，要留意</translation>
    </message>
    <message>
        <source>By reason</source>
        <comment>policy.reasons</comment>
        <translation>按退款原因</translation>
    </message>
    <message>
        <source>Photos wanted</source>
        <comment>policy.reasons_photos</comment>
        <translation>要看的照片</translation>
    </message>
    <message>
        <source>Freight</source>
        <comment>policy.reasons_freight</comment>
        <translation>运费谁出</translation>
    </message>
    <message>
        <source>None</source>
        <comment>policy.pictures_none</comment>
        <translation>不用照片</translation>
    </message>
    <message>
        <source>At least {n}</source>
        <comment>policy.pictures_some</comment>
        <translation>至少 {n} 张</translation>
    </message>
    <message>
        <source>The shop pays</source>
        <comment>policy.freight_shop</comment>
        <translation>本店出</translation>
    </message>
    <message>
        <source>The customer pays</source>
        <comment>policy.freight_buyer</comment>
        <translation>客户出</translation>
    </message>
    <message>
        <source>{reason}, photos wanted</source>
        <comment>policy.pictures_name</comment>
        <translation>{reason}，要看的照片</translation>
    </message>
    <message>
        <source>{reason}, who pays freight</source>
        <comment>policy.freight_name</comment>
        <translation>{reason}，运费谁出</translation>
    </message>
    <message>
        <source>What WeChat and the law say</source>
        <comment>policy.wechat</comment>
        <translation>微信和法律的规定（改不了）</translation>
    </message>
    <message>
        <source>Complaints: reply within 24 hours, finish within 72</source>
        <comment>policy.wechat_first</comment>
        <translation>投诉要在 24 小时内回复，72 小时内处理完</translation>
    </message>
    <message>
        <source>No refund 365 days after payment; at most 50 refunds a payment, a minute apart</source>
        <comment>policy.wechat_year</comment>
        <translation>付款超过 365 天不能退，一笔付款最多退 50 次，两次隔 1 分钟</translation>
    </message>
    <message>
        <source>Bought online: 7 days after delivery without a reason, the buyer pays freight; not for made-to-order, fresh food, opened digital goods</source>
        <comment>policy.wechat_law</comment>
        <translation>网购签收 7 天内可以无理由退货，运费客户出；定做的、生鲜、拆封的数字商品除外</translation>
    </message>
    <message>
        <source>Refund within 7 days of getting the goods back</source>
        <comment>policy.wechat_back</comment>
        <translation>退货到店后 7 天内退款</translation>
    </message>
    <message>
        <source>Consumer protection law of China, article 25</source>
        <comment>policy.law</comment>
        <translation>消费者权益保护法第二十五条</translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <comment>policy.source</comment>
        <translation>来源：{name}</translation>
    </message>
    <message>
        <source>Save rules</source>
        <comment>policy.save</comment>
        <translation>保存规则</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <comment>policy.discard</comment>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Rules saved. They hold from now on</source>
        <comment>policy.saved</comment>
        <translation>规则已保存，从现在起按新的算</translation>
    </message>
    <message>
        <source>A whole number from {least} to {most}</source>
        <comment>policy.wrong_whole</comment>
        <translation>请填 {least} 到 {most} 之间的整数</translation>
    </message>
    <message>
        <source>From {least} to {most} yuan, at most two decimals</source>
        <comment>policy.wrong_amount</comment>
        <translation>请填 {least} 到 {most} 元，最多两位小数</translation>
    </message>
    <message>
        <source>One cannot be more than the whole day</source>
        <comment>policy.wrong_ceiling</comment>
        <translation>一笔不能比一天的还多</translation>
    </message>
    <message>
        <source>The reason for the customer: 1 to 80 bytes</source>
        <comment>policy.wrong_reason</comment>
        <translation>写给客户的退款原因：1 到 26 个字</translation>
    </message>
    <message>
        <source>One of the values is not possible. Nothing was saved</source>
        <comment>policy.wrong_value</comment>
        <translation>规则里有一个值不对，没有保存</translation>
    </message>
    <message>
        <source>The rules have just changed. Look at them and change them again</source>
        <comment>policy.changed</comment>
        <translation>规则刚刚变了。请看过现在的，再改一次</translation>
    </message>
    <message>
        <source>The saved rules cannot be read. The usual ones hold, nothing is agreed to automatically. Look at them and save</source>
        <comment>policy.unreadable</comment>
        <translation>保存的规则读不出来，先按通常的规则；自动同意关着。请看过再保存</translation>
    </message>
    <message>
        <source>Shop rules were changed</source>
        <comment>policy.audit_changed</comment>
        <translation>改了本店规则</translation>
    </message>
    <message>
        <source>Reconcile</source>
        <comment>proof.title</comment>
        <translation>对账</translation>
    </message>
    <message>
        <source>WeChat's bill</source>
        <comment>proof.card_theirs</comment>
        <translation>微信账单</translation>
    </message>
    <message>
        <source>{n} refunds · all of {day}</source>
        <comment>proof.card_theirs_note</comment>
        <translation>{n} 笔退款 · {day} 全天</translation>
    </message>
    <message>
        <source>Our records</source>
        <comment>proof.card_ours</comment>
        <translation>本机记录</translation>
    </message>
    <message>
        <source>{n} refunds</source>
        <comment>proof.card_ours_note</comment>
        <translation>{n} 笔退款</translation>
    </message>
    <message>
        <source>{n} refunds, {waiting} more wait for the next bill</source>
        <comment>proof.card_waiting_note</comment>
        <translation>{n} 笔退款，另有 {waiting} 笔要等第二天的账单</translation>
    </message>
    <message>
        <source>Agree</source>
        <comment>proof.card_matched</comment>
        <translation>对上了</translation>
    </message>
    <message>
        <source>{amt}, {missed} not received</source>
        <comment>proof.card_matched_note</comment>
        <translation>{amt}，另有 {missed} 没到客户</translation>
    </message>
    <message>
        <source>Differ</source>
        <comment>proof.card_differ</comment>
        <translation>对不上</translation>
    </message>
    <message>
        <source>{amt} apart, see below</source>
        <comment>proof.card_differ_note</comment>
        <translation>相差 {amt}，原因在下面</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <comment>proof.card_differ_none</comment>
        <translation>没有要处理的</translation>
    </message>
    <message>
        <source>Fees given back</source>
        <comment>proof.card_fee</comment>
        <translation>退回的手续费</translation>
    </message>
    <message>
        <source>At {rate}, returned by WeChat</source>
        <comment>proof.card_fee_note</comment>
        <translation>按 {rate} 计，微信已退回</translation>
    </message>
    <message>
        <source>Returned by WeChat</source>
        <comment>proof.card_fee_plain</comment>
        <translation>微信已退回</translation>
    </message>
    <message>
        <source>{n}</source>
        <comment>proof.count</comment>
        <translation>{n} 笔</translation>
    </message>
    <message>
        <source>—</source>
        <comment>proof.unknown</comment>
        <translation>—</translation>
    </message>
    <message>
        <source>To look at: {n}</source>
        <comment>proof.to_do</comment>
        <translation>要处理 {n}</translation>
    </message>
    <message>
        <source>Leaving them moves no money: only the two books differ</source>
        <comment>proof.to_do_note</comment>
        <translation>不处理也不会动钱，只是本机的账和微信不一样</translation>
    </message>
    <message>
        <source>Looked at: {n}</source>
        <comment>proof.done_before</comment>
        <translation>处理过的 {n}</translation>
    </message>
    <message>
        <source>{n} more. Start with those above.</source>
        <comment>proof.more</comment>
        <translation>还有 {n} 笔，先处理上面的</translation>
    </message>
    <message>
        <source>Agree: {n}</source>
        <comment>proof.matched</comment>
        <translation>已对上 {n}</translation>
    </message>
    <message>
        <source>Newest first</source>
        <comment>proof.newest_first</comment>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <comment>proof.oldest_first</comment>
        <translation>旧的在前</translation>
    </message>
    <message>
        <source>Refunded</source>
        <comment>proof.column_time</comment>
        <translation>退款时间</translation>
    </message>
    <message>
        <source>Refund no.</source>
        <comment>proof.column_number</comment>
        <translation>退款单号</translation>
    </message>
    <message>
        <source>Customer</source>
        <comment>proof.column_customer</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>WeChat</source>
        <comment>proof.column_theirs</comment>
        <translation>微信</translation>
    </message>
    <message>
        <source>Here</source>
        <comment>proof.column_ours</comment>
        <translation>本机</translation>
    </message>
    <message>
        <source>Fee back</source>
        <comment>proof.column_fee</comment>
        <translation>退回手续费</translation>
    </message>
    <message>
        <source>Result</source>
        <comment>proof.column_result</comment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Agree</source>
        <comment>proof.agrees</comment>
        <translation>一致</translation>
    </message>
    <message>
        <source>Agree, {amt} in cash</source>
        <comment>proof.agrees_less</comment>
        <translation>一致，客户实收 {amt}</translation>
    </message>
    <message>
        <source>Agree: closed, no money left</source>
        <comment>proof.agrees_closed</comment>
        <translation>一致，微信已关闭，钱没有退出</translation>
    </message>
    <message>
        <source>Agree: back at the shop</source>
        <comment>proof.agrees_at_shop</comment>
        <translation>一致，退回本店</translation>
    </message>
    <message>
        <source>Agree: did not reach the card</source>
        <comment>proof.agrees_abnormal</comment>
        <translation>一致，没有到客户的卡里</translation>
    </message>
    <message>
        <source>{returned} refunded by the bill, {payer} reached the customer</source>
        <comment>proof.agrees_tip</comment>
        <translation>账单的退款金额 {returned}，查询到客户实收 {payer}</translation>
    </message>
    <message>
        <source>WeChat's refund no.</source>
        <comment>proof.column_their_number</comment>
        <translation>微信退款单号</translation>
    </message>
    <message>
        <source>WeChat order</source>
        <comment>proof.column_payment</comment>
        <translation>微信支付订单号</translation>
    </message>
    <message>
        <source>Export</source>
        <comment>proof.export</comment>
        <translation>导出给会计</translation>
    </message>
    <message>
        <source>Reconcile {day}.csv</source>
        <comment>proof.export_file</comment>
        <translation>对账 {day}.csv</translation>
    </message>
    <message>
        <source>Exported “{name}”</source>
        <comment>proof.exported</comment>
        <translation>已导出“{name}”</translation>
    </message>
    <message>
        <source>“{name}” could not be written. Try another place.</source>
        <comment>proof.not_exported</comment>
        <translation>“{name}”没有写成，请换个地方再试</translation>
    </message>
    <message>
        <source>Refunds that agree</source>
        <comment>proof.table_name</comment>
        <translation>已对上的退款</translation>
    </message>
    <message>
        <source>Everything agrees. Nothing to look at.</source>
        <comment>proof.all_matched</comment>
        <translation>全部对上了，没有要处理的。</translation>
    </message>
    <message>
        <source>No refund agrees yet.</source>
        <comment>proof.none_matched</comment>
        <translation>还没有对上的退款。</translation>
    </message>
    <message>
        <source>Refunding {count}, {amt} in all, in {n} s</source>
        <comment>queue.bar_lead</comment>
        <translation>{n} 秒后退 {count} 笔，共 {amt}</translation>
    </message>
    <message>
        <source>{count} refunds of {amount} yuan in all will leave in {n} seconds, press Ctrl Z to undo</source>
        <comment>queue.bar_spoken</comment>
        <translation>{n} 秒后退 {count} 笔共 {amount} 元，按 Ctrl Z 撤销</translation>
    </message>
    <message>
        <source>Refunding one by one {n} / {total}</source>
        <comment>queue.bar_sending</comment>
        <translation>正在一笔一笔退 {n} / {total}</translation>
    </message>
    <message>
        <source>Stop undoes what is not sent. What is sent is not stopped.</source>
        <comment>queue.bar_sending_note</comment>
        <translation>“停”会撤销还没提交的；已经提交的不会停</translation>
    </message>
    <message>
        <source>Paused, {n} waits</source>
        <comment>queue.bar_paused.one</comment>
        <translation>已暂停，还有 {n} 笔没轮到</translation>
    </message>
    <message>
        <source>Paused, {n} wait</source>
        <comment>queue.bar_paused</comment>
        <translation>已暂停，还有 {n} 笔没轮到</translation>
    </message>
    <message>
        <source>What is not sent 10 minutes after your press is undone; closing does the same.</source>
        <comment>queue.bar_paused_note</comment>
        <translation>确认后 10 分钟还没提交的会撤销，关掉程序也是</translation>
    </message>
    <message>
        <source>Not enough balance, WeChat refused one. Top up and go on, or stop.</source>
        <comment>queue.bar_paused_balance</comment>
        <translation>余额不足，有一笔微信没有退。充值后点“继续”，或者点“停”</translation>
    </message>
    <message>
        <source>Stopping; what was sent waits for WeChat's answer</source>
        <comment>queue.bar_stopping</comment>
        <translation>正在停，已经提交的等微信回答</translation>
    </message>
    <message>
        <source>Pause</source>
        <comment>queue.pause</comment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>queue.resume</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>queue.stop</comment>
        <translation>停</translation>
    </message>
    <message>
        <source>Show result</source>
        <comment>queue.show_result</comment>
        <translation>看结果</translation>
    </message>
    <message>
        <source>What came of the sheet</source>
        <comment>queue.result_title</comment>
        <translation>一起同意的结果</translation>
    </message>
    <message>
        <source>All {n} were sent, {amt} in all</source>
        <comment>queue.result_all</comment>
        <translation>{n} 笔都已提交，共 {amt}</translation>
    </message>
    <message>
        <source>None of the {n} was sent. No money moved.</source>
        <comment>queue.result_none</comment>
        <translation>{n} 笔都没有提交，钱没有动</translation>
    </message>
    <message>
        <source>{gone} of {total} were sent, {amt} in all</source>
        <comment>queue.result_part</comment>
        <translation>{total} 笔里 {gone} 笔已提交，共 {amt}</translation>
    </message>
    <message>
        <source>{n} was not sent, its money did not move</source>
        <comment>queue.result_undone.one</comment>
        <translation>{n} 笔没有提交，钱没有动</translation>
    </message>
    <message>
        <source>{n} were not sent, their money did not move</source>
        <comment>queue.result_undone</comment>
        <translation>{n} 笔没有提交，钱没有动</translation>
    </message>
    <message>
        <source>{n} was refused, see to it</source>
        <comment>queue.result_refused.one</comment>
        <translation>{n} 笔微信没有退，要你处理</translation>
    </message>
    <message>
        <source>{n} were refused, see to them</source>
        <comment>queue.result_refused</comment>
        <translation>{n} 笔微信没有退，要你处理</translation>
    </message>
    <message>
        <source>{n} did not reach the customer, see to it</source>
        <comment>queue.result_missed.one</comment>
        <translation>{n} 笔没有到客户那里，要你处理</translation>
    </message>
    <message>
        <source>{n} did not reach the customers, see to them</source>
        <comment>queue.result_missed</comment>
        <translation>{n} 笔没有到客户那里，要你处理</translation>
    </message>
    <message>
        <source>All arrived</source>
        <comment>queue.result_all_arrived</comment>
        <translation>都已到账</translation>
    </message>
    <message>
        <source>{n} arrived, WeChat is refunding the others</source>
        <comment>queue.result_arrived.one</comment>
        <translation>{n} 笔已到账，其余微信正在退</translation>
    </message>
    <message>
        <source>{n} arrived, WeChat is refunding the others</source>
        <comment>queue.result_arrived</comment>
        <translation>{n} 笔已到账，其余微信正在退</translation>
    </message>
    <message>
        <source>{n} has no answer yet, it is being checked</source>
        <comment>queue.result_doubt.one</comment>
        <translation>{n} 笔还不知道结果，正在查</translation>
    </message>
    <message>
        <source>{n} have no answer yet, they are being checked</source>
        <comment>queue.result_doubt</comment>
        <translation>{n} 笔还不知道结果，正在查</translation>
    </message>
    <message>
        <source>Sent, WeChat is refunding it</source>
        <comment>queue.line_sent</comment>
        <translation>已提交，微信正在退</translation>
    </message>
    <message>
        <source>Arrived</source>
        <comment>queue.line_arrived</comment>
        <translation>已到账</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <comment>queue.line_planned</comment>
        <translation>还没有提交</translation>
    </message>
    <message>
        <source>It did not reach the card, but is not lost. Open it.</source>
        <comment>queue.line_abnormal</comment>
        <translation>没有到客户的卡里，但钱没有丢，请打开处理</translation>
    </message>
    <message>
        <source>{n} refunds, {amt} in all, were not sent when the app closed. They are undone. Approve again if needed.</source>
        <comment>queue.closed_many</comment>
        <translation>上次关闭时 {n} 笔共 {amt} 还没提交，已撤销。要退请再点一次</translation>
    </message>
    <message>
        <source>Comparing pictures {first} and {second} of {total}</source>
        <comment>redaction.comparing</comment>
        <translation>对比图片 {first} 和 {second}，共 {total} 张</translation>
    </message>
    <message>
        <source>Compare two side by side (D)</source>
        <comment>redaction.compare</comment>
        <translation>两张并排对比（D）</translation>
    </message>
    <message>
        <source>Real size, 100% (1)</source>
        <comment>redaction.whole_pixels</comment>
        <translation>原始大小 100%（1）</translation>
    </message>
    <message>
        <source>Redact a picture</source>
        <comment>redaction.title_plain</comment>
        <translation>图片打码</translation>
    </message>
    <message>
        <source>Redact</source>
        <comment>redaction.open</comment>
        <translation>打码</translation>
    </message>
    <message>
        <source>Redacted</source>
        <comment>redaction.redacted</comment>
        <translation>已打码</translation>
    </message>
    <message>
        <source>Looks like a label</source>
        <comment>redaction.like_label</comment>
        <translation>像面单</translation>
    </message>
    <message>
        <source>Redact a copy for the reply (M)</source>
        <comment>redaction.make_copy</comment>
        <translation>打码后放进回复（M）</translation>
    </message>
    <message>
        <source>Redacted copy</source>
        <comment>redaction.copy_name</comment>
        <translation>打码副本</translation>
    </message>
    <message>
        <source>The redacted copy is in the reply. The original is as it was.</source>
        <comment>redaction.copy_added</comment>
        <translation>打码副本已放进回复，原图没有改动</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>redaction.tool_select</comment>
        <translation>选择</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <comment>redaction.tool_mosaic</comment>
        <translation>马赛克</translation>
    </message>
    <message>
        <source>Black out</source>
        <comment>redaction.tool_black</comment>
        <translation>涂黑</translation>
    </message>
    <message>
        <source>Brush</source>
        <comment>redaction.tool_brush</comment>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Crop</source>
        <comment>redaction.tool_crop</comment>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Grain</source>
        <comment>redaction.grain</comment>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>Size of the mosaic's blocks and of the brush</source>
        <comment>redaction.grain_name</comment>
        <translation>马赛克颗粒和画笔粗细</translation>
    </message>
    <message>
        <source>Undo</source>
        <comment>redaction.undo</comment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <comment>redaction.redo</comment>
        <translation>重做</translation>
    </message>
    <message>
        <source>Go through this before it leaves</source>
        <comment>redaction.checklist</comment>
        <translation>发出去之前，逐项看一遍</translation>
    </message>
    <message>
        <source>{n} left</source>
        <comment>redaction.left.one</comment>
        <translation>还剩 {n} 项</translation>
    </message>
    <message>
        <source>{n} left</source>
        <comment>redaction.left</comment>
        <translation>还剩 {n} 项</translation>
    </message>
    <message>
        <source>All done</source>
        <comment>redaction.all_seen</comment>
        <translation>都看过了</translation>
    </message>
    <message>
        <source>Receiver's phone</source>
        <comment>redaction.phone</comment>
        <translation>收件人电话</translation>
    </message>
    <message>
        <source>Receiver's address</source>
        <comment>redaction.address</comment>
        <translation>收件地址</translation>
    </message>
    <message>
        <source>Receiver's name</source>
        <comment>redaction.name</comment>
        <translation>收件人姓名</translation>
    </message>
    <message>
        <source>None of the rest</source>
        <comment>redaction.none_of_the_rest</comment>
        <translation>其余都没有</translation>
    </message>
    <message>
        <source>Covered</source>
        <comment>redaction.covered</comment>
        <translation>已打码</translation>
    </message>
    <message>
        <source>{n} QR code (found by itself)</source>
        <comment>redaction.matrix_codes.one</comment>
        <translation>二维码 {n} 个（自动找到）</translation>
    </message>
    <message>
        <source>{n} QR codes (found by itself)</source>
        <comment>redaction.matrix_codes</comment>
        <translation>二维码 {n} 个（自动找到）</translation>
    </message>
    <message>
        <source>{n} bar code (found by itself)</source>
        <comment>redaction.bar_codes.one</comment>
        <translation>条形码 {n} 个（自动找到）</translation>
    </message>
    <message>
        <source>{n} bar codes (found by itself)</source>
        <comment>redaction.bar_codes</comment>
        <translation>条形码 {n} 个（自动找到）</translation>
    </message>
    <message>
        <source>Looking for QR codes and bar codes…</source>
        <comment>redaction.searching</comment>
        <translation>正在找二维码和条形码…</translation>
    </message>
    <message>
        <source>May hold the customer's data</source>
        <comment>redaction.matrix_why</comment>
        <translation>扫码可能看到客户资料</translation>
    </message>
    <message>
        <source>Tracking number, better kept</source>
        <comment>redaction.bar_why</comment>
        <translation>快递单号，平台核对要用，建议留着</translation>
    </message>
    <message>
        <source>Draw a frame around it</source>
        <comment>redaction.frame_it</comment>
        <translation>在图上框住它</translation>
    </message>
    <message>
        <source>Not here</source>
        <comment>redaction.none_here</comment>
        <translation>没有</translation>
    </message>
    <message>
        <source>Not in this picture</source>
        <comment>redaction.none_told</comment>
        <translation>这张图里没有</translation>
    </message>
    <message>
        <source>Look again</source>
        <comment>redaction.look_again</comment>
        <translation>再看</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <comment>redaction.to_look_at</comment>
        <translation>还没看</translation>
    </message>
    <message>
        <source>Cover</source>
        <comment>redaction.cover</comment>
        <translation>打码</translation>
    </message>
    <message>
        <source>Cover it too</source>
        <comment>redaction.cover_too</comment>
        <translation>也打码</translation>
    </message>
    <message>
        <source>QR code is readable</source>
        <comment>redaction.code_open</comment>
        <translation>二维码 没有打码</translation>
    </message>
    <message>
        <source>Preview: what others see</source>
        <comment>redaction.preview</comment>
        <translation>预览：对方看到的样子</translation>
    </message>
    <message>
        <source>Saved as JPG, 2,000 pixels at most, under 2 MB. Place, phone model and the like are removed as well.</source>
        <comment>redaction.preview_note</comment>
        <translation>导出为 JPG，最长边 2,000 像素，小于 2 MB。拍摄地点、手机型号等信息会一起去掉。</translation>
    </message>
    <message>
        <source>The original stays on this PC, encrypted. Covered pixels are gone for good in the copy.</source>
        <comment>redaction.promise</comment>
        <translation>原图只留在本机并加密。打码会真的改掉像素，不能还原。</translation>
    </message>
    <message>
        <source>The file you chose stays as it is. Covered pixels are gone for good in the copy.</source>
        <comment>redaction.promise_chosen</comment>
        <translation>你选的原文件不会改动。打码会真的改掉像素，不能还原。</translation>
    </message>
    <message>
        <source>Save redacted copy</source>
        <comment>redaction.save</comment>
        <translation>保存打码副本</translation>
    </message>
    <message>
        <source>The list is not finished: the copy will have to be confirmed</source>
        <comment>redaction.save_open</comment>
        <translation>清单还没看完，保存后仍要再确认一次</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>redaction.discard</comment>
        <translation>取消</translation>
    </message>
    <message>
        <source>, pictures: {redacted} redacted, {looked_at} confirmed as not private</source>
        <comment>redaction.audit_pictures</comment>
        <translation>，附图：打码 {redacted} 张，确认没有隐私 {looked_at} 张</translation>
    </message>
    <message>
        <source>The picture could not be opened.</source>
        <comment>redaction.failed</comment>
        <translation>图片打不开</translation>
    </message>
    <message>
        <source>The copy was not saved. The picture is still here, try again.</source>
        <comment>redaction.not_saved</comment>
        <translation>副本没存成，图片还在，请重试</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <comment>redaction.size</comment>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>Picture. Draw with the mouse over what is to be covered.</source>
        <comment>redaction.canvas</comment>
        <translation>图片，用鼠标框住要打码的地方</translation>
    </message>
    <message>
        <source>{amt} sent. WeChat is refunding it.</source>
        <comment>refund.submitted</comment>
        <translation>已提交 {amt}，微信正在退</translation>
    </message>
    <message>
        <source>{amt} has reached {name}'s {where}.</source>
        <comment>refund.success</comment>
        <translation>{amt} 已到 {name} 的{where}</translation>
    </message>
    <message>
        <source>{amt} has reached {name}.</source>
        <comment>refund.success_plain</comment>
        <translation>{amt} 已到 {name} 的账户</translation>
    </message>
    <message>
        <source>{amt} came back to the shop. The customer does not have it yet.</source>
        <comment>refund.to_shop</comment>
        <translation>{amt} 退回到了本店，客户还没有收到。</translation>
    </message>
    <message>
        <source>Cards take 1–3 working days. Do not refund again.</source>
        <comment>refund.slow</comment>
        <translation>银行卡一般 1–3 个工作日到账，不用再退一次</translation>
    </message>
    <message>
        <source>{amt} did not reach the card, but it is not lost. Choose what to do.</source>
        <comment>refund.abnormal</comment>
        <translation>{amt} 没有到客户的卡里，但钱没有丢。请选一种处理方式</translation>
    </message>
    <message>
        <source>WeChat closed this refund after 7 days. No money left. Start it again if needed.</source>
        <comment>refund.closed</comment>
        <translation>这笔退款 7 天没退成，微信已关闭，钱没有退出。要退请重新发起</translation>
    </message>
    <message>
        <source>Not enough balance, nothing was refunded. Top up, then press Continue: same number, no double refund.</source>
        <comment>refund.balance</comment>
        <translation>余额不足，微信没有退。充值后点“继续退款”，用原单号，不会重复退</translation>
    </message>
    <message>
        <source>No answer from WeChat, so the result is unknown. Checking with the same number. Please wait.</source>
        <comment>refund.unknown</comment>
        <translation>没收到微信的回答，不知道退了没有。正在用原单号查，请不要再点</translation>
    </message>
    <message>
        <source>Refund sent. Telling WeChat you agreed is being retried. Do not refund again.</source>
        <comment>refund.half</comment>
        <translation>退款已提交，还没告诉微信“同意”，正在重试。不用再退一次</translation>
    </message>
    <message>
        <source>Paid over 365 days ago. WeChat cannot refund it. Agree on another way.</source>
        <comment>refund.old</comment>
        <translation>付款超过 365 天，微信不能退。请和客户商量别的办法</translation>
    </message>
    <message>
        <source>Wait {s} s between two refunds of one order.</source>
        <comment>refund.wait1m</comment>
        <translation>同一订单两次退款要隔 1 分钟，还要等 {s} 秒</translation>
    </message>
    <message>
        <source>Wait {s} s between two refunds of one order. Approve now and it waits its turn.</source>
        <comment>refund.queued</comment>
        <translation>同一订单两次退款要隔 1 分钟，还要等 {s} 秒。现在同意会先排队，到时自动接着退</translation>
    </message>
    <message>
        <source>It waits for the minute after the last refund. You can undo it until then.</source>
        <comment>refund.queued_footer</comment>
        <translation>点确认后先排队，等满 1 分钟自动接着退，期间可以撤销</translation>
    </message>
    <message>
        <source>Not sent: waiting for the minute. Closing undoes it.</source>
        <comment>refund.queued_note</comment>
        <translation>还没有提交，在等满 1 分钟。关掉程序等于撤销。</translation>
    </message>
    <message>
        <source>This is already being refunded.</source>
        <comment>refund.dup</comment>
        <translation>这笔正在退，不能再退一次</translation>
    </message>
    <message>
        <source>This payment was refunded 50 times. WeChat takes no more.</source>
        <comment>refund.fifty</comment>
        <translation>这笔付款已经退过 50 次，微信不再受理</translation>
    </message>
    <message>
        <source>Two refunds of this payment were given up in a row. To rule out paying twice, refund it on the merchant site.</source>
        <comment>refund.burned</comment>
        <translation>这笔付款连着放弃了两次退款。为防止重复退款，请到商户平台退这一笔</translation>
    </message>
    <message>
        <source>This was refunded before. Nothing was refunded again.</source>
        <comment>refund.adopted</comment>
        <translation>这笔以前已经退过，没有再退一次</translation>
    </message>
    <message>
        <source>WeChat did not take it, no money left. Press Continue: same number, no double refund.</source>
        <comment>refund.not_taken</comment>
        <translation>微信没有受理，钱没有退出。点“继续退款”，用原单号，不会重复退</translation>
    </message>
    <message>
        <source>WeChat now says something else about a finished refund. Look at the merchant site.</source>
        <comment>refund.contradicted</comment>
        <translation>微信对一笔已结束的退款说法变了，请到商户平台核对</translation>
    </message>
    <message>
        <source>One refund number is refunded once; breaks and restarts change nothing.</source>
        <comment>refund.same_number</comment>
        <translation>同一退款单号只会退一次，断网、重启都不会重复退</translation>
    </message>
    <message>
        <source>WeChat balance</source>
        <comment>refund.account_wallet</comment>
        <translation>微信零钱</translation>
    </message>
    <message>
        <source>WeChat money market account</source>
        <comment>refund.account_wallet_plus</comment>
        <translation>微信零钱通</translation>
    </message>
    <message>
        <source>WeChat is refunding, usually within 5 minutes to the wallet.</source>
        <comment>refund.banner_processing</comment>
        <translation>微信正在退款，通常 5 分钟内到客户零钱。</translation>
    </message>
    <message>
        <source>This page follows by itself.</source>
        <comment>refund.banner_processing_note</comment>
        <translation>到账会自动更新并通知你。</translation>
    </message>
    <message>
        <source>WeChat is sending the money back to the shop.</source>
        <comment>refund.banner_to_shop</comment>
        <translation>微信正在把钱退回本店。</translation>
    </message>
    <message>
        <source>The customer does not get it: transfer it yourself when it is there.</source>
        <comment>refund.banner_to_shop_note</comment>
        <translation>客户不会收到，到店后要另外转给客户。</translation>
    </message>
    <message>
        <source>The money has arrived.</source>
        <comment>refund.banner_succeeded</comment>
        <translation>钱已经到账。</translation>
    </message>
    <message>
        <source>The result is unknown.</source>
        <comment>refund.banner_unknown</comment>
        <translation>还不知道退了没有。</translation>
    </message>
    <message>
        <source>This refund did not go through. See to it.</source>
        <comment>refund.banner_refused</comment>
        <translation>这笔没有退成，要你处理。</translation>
    </message>
    <message>
        <source>WeChat closed this refund.</source>
        <comment>refund.banner_closed</comment>
        <translation>微信关闭了这笔退款。</translation>
    </message>
    <message>
        <source>Not sent yet.</source>
        <comment>refund.banner_planned</comment>
        <translation>还没有提交。</translation>
    </message>
    <message>
        <source>Undone, no money moved.</source>
        <comment>refund.banner_undone</comment>
        <translation>已撤销，钱没有动。</translation>
    </message>
    <message>
        <source>You gave this up, but WeChat refunded under this number, most likely from another PC.</source>
        <comment>refund.banner_used_elsewhere</comment>
        <translation>你已放弃这笔，但微信用这个单号退过钱，多半是另一台电脑退的。</translation>
    </message>
    <message>
        <source>It counts as refunded. Check before you refund more.</source>
        <comment>refund.used_elsewhere</comment>
        <translation>已算进已退，请先核对</translation>
    </message>
    <message>
        <source>Given up, no money moved.</source>
        <comment>refund.banner_given_up</comment>
        <translation>已放弃，钱没有动。</translation>
    </message>
    <message>
        <source>No refund yet.</source>
        <comment>refund.none_yet</comment>
        <translation>还没有退款。</translation>
    </message>
    <message>
        <source>The steps appear here after you approve.</source>
        <comment>refund.none_yet_note</comment>
        <translation>同意退款后，这里会显示每一步。</translation>
    </message>
    <message>
        <source>{n} earlier refund of this payment</source>
        <comment>refund.other_refunds.one</comment>
        <translation>这笔付款以前的 {n} 次退款</translation>
    </message>
    <message>
        <source>{n} earlier refunds of this payment</source>
        <comment>refund.other_refunds</comment>
        <translation>这笔付款以前的 {n} 次退款</translation>
    </message>
    <message>
        <source>Sending</source>
        <comment>refund.sending</comment>
        <translation>提交中</translation>
    </message>
    <message>
        <source>Refund of {amt}: {state}. Refund no. {number}</source>
        <comment>refund.progress_text</comment>
        <translation>退款 {amt}：{state}。商户退款单号 {number}</translation>
    </message>
    <message>
        <source>The customer's account cannot take money, nothing was refunded. Agree on another way.</source>
        <comment>refusals.refused_account</comment>
        <translation>客户的账户状态异常，微信没有退。请和客户商量别的办法</translation>
    </message>
    <message>
        <source>WeChat found the request wrong, nothing was refunded. Report it with the request number.</source>
        <comment>refusals.refused_parameters</comment>
        <translation>微信说请求有误，没有退款。请带着请求号反馈</translation>
    </message>
    <message>
        <source>WeChat does not know this merchant number, nothing was refunded. Check the settings.</source>
        <comment>refusals.refused_merchant</comment>
        <translation>微信不认识这个商户号，没有退款。请检查商户号</translation>
    </message>
    <message>
        <source>WeChat has no such payment, nothing was refunded.</source>
        <comment>refusals.refused_order</comment>
        <translation>微信里没有这笔付款，没有退款</translation>
    </message>
    <message>
        <source>WeChat says refunding is not permitted; nothing was refunded. Look at the IP list on the merchant site first (this PC's address changes), then at the permission.</source>
        <comment>refusals.refused_no_auth</comment>
        <translation>微信说没有退款权限，没有退款。先看商户平台的“IP 安全配置”有没有这台电脑的外网地址，再看退款权限</translation>
    </message>
    <message>
        <source>WeChat refused the signature, nothing was refunded. Check key and certificate.</source>
        <comment>refusals.refused_sign</comment>
        <translation>签名没有通过，没有退款。请检查密钥和证书</translation>
    </message>
    <message>
        <source>A rule of WeChat Pay forbids it, nothing was refunded. See the merchant site.</source>
        <comment>refusals.refused_rule</comment>
        <translation>微信支付的规则不允许，没有退款。请到商户平台查看原因</translation>
    </message>
    <message>
        <source>WeChat did not accept the request, nothing was refunded. See the merchant site.</source>
        <comment>refusals.refused_request</comment>
        <translation>微信没有接受这次退款，钱没有退出。请到商户平台查看原因</translation>
    </message>
    <message>
        <source>WeChat did not refund ({code}). Nothing left.</source>
        <comment>refusals.refused_other</comment>
        <translation>微信没有退（{code}），钱没有退出</translation>
    </message>
    <message>
        <source>WeChat asked to go slower, so it is not known whether it was taken. Asking with the same number.</source>
        <comment>refusals.doubt_rate</comment>
        <translation>微信要求慢一点，不知道受理了没有，正在用原单号查</translation>
    </message>
    <message>
        <source>WeChat could not be reached. Nothing has left this PC.</source>
        <comment>refusals.doubt_not_sent</comment>
        <translation>没连上微信，什么都没发出去</translation>
    </message>
    <message>
        <source>WeChat has trouble, so it is not known whether it was taken. Asking with the same number.</source>
        <comment>refusals.doubt_their_trouble</comment>
        <translation>微信那边出了问题，不知道受理了没有，正在用原单号查</translation>
    </message>
    <message>
        <source>An answer came without WeChat's signature and was not believed. Asking with the same number.</source>
        <comment>refusals.doubt_unverified</comment>
        <translation>收到的回答没有微信的签名，没有采信，正在用原单号查</translation>
    </message>
    <message>
        <source>Reject refund</source>
        <comment>reject.title</comment>
        <translation>拒绝退款</translation>
    </message>
    <message>
        <source>Reject refund — {amount}</source>
        <comment>reject.title_amount</comment>
        <translation>拒绝退款 — {amount}</translation>
    </message>
    <message>
        <source>Reject</source>
        <comment>reject.confirm</comment>
        <translation>确认拒绝</translation>
    </message>
    <message>
        <source>A rejection cannot be taken back.</source>
        <comment>reject.warn_lead</comment>
        <translation>拒绝发出后不能撤回。</translation>
    </message>
    <message>
        <source>It closes the complaint. The customer may complain again.</source>
        <comment>reject.warn_pay_rest</comment>
        <translation>投诉单会变成“处理完成”，客户可以再投诉。</translation>
    </message>
    <message>
        <source>WeChat asks you to make an offer first.</source>
        <comment>reject.blocked</comment>
        <translation>微信要求先协商，协商没结果才能拒绝</translation>
    </message>
    <message>
        <source>Rejected. The customer was told.</source>
        <comment>reject.ok</comment>
        <translation>已拒绝并告诉客户</translation>
    </message>
    <message>
        <source>Rejected, in these books only. Nobody told the customer yet.</source>
        <comment>reject.kept_here</comment>
        <translation>已拒绝，只记在本店。还没有人告诉客户</translation>
    </message>
    <message>
        <source>Rejection is being sent.</source>
        <comment>reject.queued</comment>
        <translation>正在发出拒绝</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>reject.reason_label</comment>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Too late for a return</source>
        <comment>reject.reason_overdue</comment>
        <translation>超过退货期限</translation>
    </message>
    <message>
        <source>Used, cannot be sold again</source>
        <comment>reject.reason_used</comment>
        <translation>商品已使用，影响再次销售</translation>
    </message>
    <message>
        <source>The photos show no fault</source>
        <comment>reject.reason_no_fault</comment>
        <translation>照片看不出问题</translation>
    </message>
    <message>
        <source>Already replaced or paid</source>
        <comment>reject.reason_compensated</comment>
        <translation>已按约定补发或补偿</translation>
    </message>
    <message>
        <source>Other (explain below)</source>
        <comment>reject.reason_other</comment>
        <translation>其他（下面写清楚）</translation>
    </message>
    <message>
        <source>day {day}, limit {limit} days</source>
        <comment>reject.evidence_overdue</comment>
        <translation>第 {day} 天，期限 {limit} 天</translation>
    </message>
    <message>
        <source>What the customer reads</source>
        <comment>reject.text_label</comment>
        <translation>给客户的说明</translation>
    </message>
    <message>
        <source>{n} / {limit}</source>
        <comment>reject.counter</comment>
        <translation>{n} / {limit}</translation>
    </message>
    <message>
        <source>Explain it to the customer.</source>
        <comment>reject.text_needed</comment>
        <translation>请给客户写清楚原因</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <comment>reject.reason_needed</comment>
        <translation>请选一个拒绝原因</translation>
    </message>
    <message>
        <source>Too long: 200 characters at most.</source>
        <comment>reject.text_long</comment>
        <translation>太长了，最多 200 个字</translation>
    </message>
    <message>
        <source>Checked: no phone, ID or card number</source>
        <comment>reject.check_clean</comment>
        <translation>自动检查：没有发现手机号、身份证号、银行卡号</translation>
    </message>
    <message>
        <source>There is a phone, ID or card number. Take it out.</source>
        <comment>reject.check_found</comment>
        <translation>里面有手机号、身份证号或银行卡号，请去掉</translation>
    </message>
    <message>
        <source>Evidence</source>
        <comment>reject.pictures_label</comment>
        <translation>凭证图片</translation>
    </message>
    <message>
        <source>4 at most, sent without hidden facts</source>
        <comment>reject.pictures_note</comment>
        <translation>最多 4 张，发出的副本不含拍摄信息</translation>
    </message>
    <message>
        <source>{n} / 4</source>
        <comment>reject.pictures_count</comment>
        <translation>{n} / 4</translation>
    </message>
    <message>
        <source>Add picture</source>
        <comment>reject.add_picture</comment>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Drop here or Ctrl+V</source>
        <comment>reject.drop_here</comment>
        <translation>拖入或 Ctrl+V</translation>
    </message>
    <message>
        <source>Let go to add as evidence</source>
        <comment>reject.drop_to_add</comment>
        <translation>松开，添加为我方凭证</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <comment>reject.remove_picture</comment>
        <translation>去掉 {name}</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <comment>reject.choose_pictures</comment>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <comment>reject.picture_files</comment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Not looked at yet</source>
        <comment>reject.not_checked</comment>
        <translation>还没看过</translation>
    </message>
    <message>
        <source>{n} picture neither redacted nor confirmed</source>
        <comment>reject.look_first.one</comment>
        <translation>还有 {n} 张图没打码也没确认，处理后才能发出</translation>
    </message>
    <message>
        <source>{n} pictures neither redacted nor confirmed</source>
        <comment>reject.look_first</comment>
        <translation>还有 {n} 张图没打码也没确认，处理后才能发出</translation>
    </message>
    <message>
        <source>Reply to the customer. Drop pictures here or press Ctrl+V</source>
        <comment>reply.placeholder</comment>
        <translation>回复客户，会显示在微信投诉单里。图片可以直接拖进来或 Ctrl+V 粘贴</translation>
    </message>
    <message>
        <source>Reply to the customer, 200 characters at most</source>
        <comment>reply.name</comment>
        <translation>回复客户，最多 200 个字</translation>
    </message>
    <message>
        <source>{n} / {limit}</source>
        <comment>reply.counter</comment>
        <translation>{n} / {limit}</translation>
    </message>
    <message>
        <source>Send</source>
        <comment>reply.send</comment>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <comment>reply.sending</comment>
        <translation>发送中</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <comment>reply.add_picture</comment>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Quick replies</source>
        <comment>reply.quick_replies</comment>
        <translation>快捷回复</translation>
    </message>
    <message>
        <source>Got it, checking</source>
        <comment>reply.quick_checking</comment>
        <translation>已收到，正在核实</translation>
    </message>
    <message>
        <source>Need a box photo</source>
        <comment>reply.quick_photo</comment>
        <translation>请补一张外箱照片</translation>
    </message>
    <message>
        <source>Approved, 1–3 days</source>
        <comment>reply.quick_approved</comment>
        <translation>同意退款，1–3 天到账</translation>
    </message>
    <message>
        <source>Too long for WeChat. Shorten it.</source>
        <comment>reply.long</comment>
        <translation>太长了，微信不收，请删短一些</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <comment>reply.waiting</comment>
        <translation>等待发出</translation>
    </message>
    <message>
        <source>Reply sent</source>
        <comment>reply.sent</comment>
        <translation>回复已发出</translation>
    </message>
    <message>
        <source>Reply not sent. Your text is kept. Try again.</source>
        <comment>reply.fail</comment>
        <translation>回复没发出去，文字还在。请重试</translation>
    </message>
    <message>
        <source>Not sure whether the reply arrived, looking it up.</source>
        <comment>reply.doubt</comment>
        <translation>不确定回复到了没有，正在查</translation>
    </message>
    <message>
        <source>Draft</source>
        <comment>reply.draft</comment>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Offline, kept as a draft.</source>
        <comment>reply.offline</comment>
        <translation>没有联网，先存为草稿</translation>
    </message>
    <message>
        <source>This complaint is closed, no reply is possible.</source>
        <comment>reply.closed</comment>
        <translation>投诉单已完结，不能再回复</translation>
    </message>
    <message>
        <source>There is a phone, ID or card number in your text.</source>
        <comment>reply.personal</comment>
        <translation>文字里有手机号、身份证号或银行卡号</translation>
    </message>
    <message>
        <source>Restored books</source>
        <comment>restored.lead</comment>
        <translation>账本已恢复</translation>
    </message>
    <message>
        <source>Asking WeChat what was refunded after the backup. Refunds wait until that is known.</source>
        <comment>restored.begun</comment>
        <translation>正在向微信核对备份之后的退款，核对完才能退款</translation>
    </message>
    <message>
        <source>Some unfinished refunds have no answer from WeChat yet. Refunds wait for it; it is asked again by itself.</source>
        <comment>restored.refunds_awaited</comment>
        <translation>还有没结束的退款没向微信问清楚，问清楚后才能退款。会自动再问</translation>
    </message>
    <message>
        <source>Waiting for WeChat's bills to see what was refunded after the backup, 3 days at most. Refunds wait for them.</source>
        <comment>restored.bills_awaited</comment>
        <translation>还在等微信的账单来核对备份之后的退款，最多等 3 天，核对完才能退款</translation>
    </message>
    <message>
        <source>Scanner</source>
        <comment>scanner.offer</comment>
        <translation>扫描仪</translation>
    </message>
    <message>
        <source>Choose the folder into which the scanner puts its pictures</source>
        <comment>scanner.choose</comment>
        <translation>选扫描仪存图片的文件夹</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <comment>scanner.another</comment>
        <translation>换一个文件夹…</translation>
    </message>
    <message>
        <source>Stop looking into this folder</source>
        <comment>scanner.forget</comment>
        <translation>不再看这个文件夹</translation>
    </message>
    <message>
        <source>Add {n} new scan</source>
        <comment>scanner.add.one</comment>
        <translation>加入新扫的 {n} 张</translation>
    </message>
    <message>
        <source>Add {n} new scans</source>
        <comment>scanner.add</comment>
        <translation>加入新扫的 {n} 张</translation>
    </message>
    <message>
        <source>Watching “{folder}”: new scans appear here</source>
        <comment>scanner.waiting</comment>
        <translation>正在看“{folder}”，新扫的图片会出现在这里</translation>
    </message>
    <message>
        <source>“{folder}” cannot be opened. Choose another folder.</source>
        <comment>scanner.gone</comment>
        <translation>“{folder}”打不开，请换一个文件夹</translation>
    </message>
    <message>
        <source>nothing to do</source>
        <comment>self_check.good</comment>
        <translation>正常</translation>
    </message>
    <message>
        <source>{name} is missing: install the program again</source>
        <comment>self_check.resources</comment>
        <translation>程序文件不全（{name}），请重新安装程序</translation>
    </message>
    <message>
        <source>the Chinese texts do not load: install again</source>
        <comment>self_check.translations</comment>
        <translation>中文界面的文件打不开，请重新安装程序</translation>
    </message>
    <message>
        <source>no Chinese font: install fonts-noto-cjk or another one</source>
        <comment>self_check.fonts</comment>
        <translation>没有中文字体。请安装 fonts-noto-cjk 或别的中文字体</translation>
    </message>
    <message>
        <source>a library of the system is missing ({name}): install the program again with apt</source>
        <comment>self_check.display</comment>
        <translation>窗口缺少系统组件（{name}），请用系统的软件管理器重新安装程序</translation>
    </message>
    <message>
        <source>the books would not be encrypted: install again</source>
        <comment>self_check.encryption</comment>
        <translation>账本的加密不起作用，请重新安装程序</translation>
    </message>
    <message>
        <source>a new ledger cannot be made: install again</source>
        <comment>self_check.migrations</comment>
        <translation>建不起新账本，请重新安装程序</translation>
    </message>
    <message>
        <source>no place for temporary files: make room, then try again</source>
        <comment>self_check.temporary</comment>
        <translation>临时文件夹写不进去，请腾出硬盘空间再试</translation>
    </message>
    <message>
        <source>this PC has no key store; a passphrase will protect the keys instead</source>
        <comment>self_check.keyring_none</comment>
        <translation>这台电脑没有系统密钥库；接入商户号时改用口令保护</translation>
    </message>
    <message>
        <source>the key store is locked or silent: unlock it</source>
        <comment>self_check.keyring_locked</comment>
        <translation>系统密钥库锁着或没有回应，请解锁后再试</translation>
    </message>
    <message>
        <source>the list of TLS authorities is missing: install again</source>
        <comment>self_check.tls</comment>
        <translation>没有可信证书列表，连不上微信支付，请重新安装程序</translation>
    </message>
    <message>
        <source>cannot write {path}: look at its permissions and the disk</source>
        <comment>self_check.folder</comment>
        <translation>写不进数据文件夹 {path}，请检查权限和硬盘空间</translation>
    </message>
    <message>
        <source>this PC's clock is {n} s off: let the system set it by itself</source>
        <comment>self_check.clock_off</comment>
        <translation>电脑时间与微信支付相差 {n} 秒，请打开系统的自动校时</translation>
    </message>
    <message>
        <source>WeChat Pay cannot be reached, so it was not compared</source>
        <comment>self_check.clock_unread</comment>
        <translation>没有联网，时间没有核对</translation>
    </message>
    <message>
        <source>This source takes no messages: copy the text and tell the customer another way.</source>
        <comment>sources.no_reply</comment>
        <translation>这个来源发不了消息，请复制文字，用别的方式告诉客户</translation>
    </message>
    <message>
        <source>Copy text</source>
        <comment>sources.copy_text</comment>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>This source takes no pictures, only text.</source>
        <comment>sources.no_pictures</comment>
        <translation>这个来源收不了图片，只能发文字</translation>
    </message>
    <message>
        <source>This source knows no “done”.</source>
        <comment>sources.no_complete</comment>
        <translation>这个来源没有“处理完成”这一步</translation>
    </message>
    <message>
        <source>This source does not take that step.</source>
        <comment>sources.cannot</comment>
        <translation>这个来源收不了这一步</translation>
    </message>
    <message>
        <source>The WeChat Store refunds this payment. It cannot be refunded from here.</source>
        <comment>sources.platform_pays</comment>
        <translation>这笔钱由微信小店退，这里不能再退</translation>
    </message>
    <message>
        <source>The source sets this amount. It cannot be changed here.</source>
        <comment>sources.amount_locked</comment>
        <translation>金额由来源定，不能改</translation>
    </message>
    <message>
        <source>{n} could not be understood, all others came in: {names}</source>
        <comment>sources.unreadable</comment>
        <translation>{n} 笔申请读不懂，没有收进来，其余都收到了：{names}</translation>
    </message>
    <message>
        <source>Its server was not reached.</source>
        <comment>sources.not_reached</comment>
        <translation>连不上对方的服务器</translation>
    </message>
    <message>
        <source>{source}: asks for {amount} · {state}</source>
        <comment>sources.linked_one</comment>
        <translation>{source}：申请 {amount} • {state}</translation>
    </message>
    <message>
        <source>The customer was not told how far the refund is</source>
        <comment>sources.progress_stuck</comment>
        <translation>退款进度没有告诉客户</translation>
    </message>
    <message>
        <source>The customer was not asked to send the goods back</source>
        <comment>sources.return_stuck</comment>
        <translation>没能请客户寄回</translation>
    </message>
    <message>
        <source>The offer did not reach the customer</source>
        <comment>sources.offer_stuck</comment>
        <translation>协商金额没有告诉客户</translation>
    </message>
    <message>
        <source>The proof was not uploaded</source>
        <comment>sources.evidence_stuck</comment>
        <translation>凭证没有上传</translation>
    </message>
    <message>
        <source>{source} was told “agreed”</source>
        <comment>sources.approve_sent</comment>
        <translation>已告诉{source}“同意”</translation>
    </message>
    <message>
        <source>Refund submitted; the source was not told “agreed” yet and is told again. Do not refund twice.</source>
        <comment>sources.approve_stuck</comment>
        <translation>退款已提交，还没告诉来源“同意”，正在重试。不用再退一次</translation>
    </message>
    <message>
        <source>Reply to the customer ({source}). Drop pictures here or press Ctrl+V</source>
        <comment>sources.reply_hint</comment>
        <translation>回复客户，会显示在{source}里。图片可以直接拖进来或 Ctrl+V 粘贴</translation>
    </message>
    <message>
        <source>{source} is told, with the reason.</source>
        <comment>sources.reject_told</comment>
        <translation>会告诉{source}，客户能看到原因。</translation>
    </message>
    <message>
        <source>It is only recorded here: tell the customer yourself.</source>
        <comment>sources.reject_recorded</comment>
        <translation>只记在本机，没有人会收到，请自己告诉客户。</translation>
    </message>
    <message>
        <source>Refund progress told to the customer</source>
        <comment>sources.audit_progress</comment>
        <translation>已把退款进度告诉客户</translation>
    </message>
    <message>
        <source>Customer asked to send the goods back</source>
        <comment>sources.audit_return</comment>
        <translation>已请客户寄回</translation>
    </message>
    <message>
        <source>Offer sent to the customer</source>
        <comment>sources.audit_offer</comment>
        <translation>已把协商金额告诉客户</translation>
    </message>
    <message>
        <source>Proof uploaded</source>
        <comment>sources.audit_evidence</comment>
        <translation>已上传凭证</translation>
    </message>
    <message>
        <source>Template saved. Fill it in and drop it on the window.</source>
        <comment>spreadsheets.template_saved</comment>
        <translation>模板已保存。填好后拖进窗口就能导入</translation>
    </message>
    <message>
        <source>Template not saved: that place cannot be written</source>
        <comment>spreadsheets.template_not_saved</comment>
        <translation>模板没保存：那里不能写</translation>
    </message>
    <message>
        <source>Refund application template</source>
        <comment>spreadsheets.template_name</comment>
        <translation>退款申请导入模板</translation>
    </message>
    <message>
        <source>Applications</source>
        <comment>spreadsheets.template_sheet</comment>
        <translation>退款申请</translation>
    </message>
    <message>
        <source>How to fill in</source>
        <comment>spreadsheets.template_hints</comment>
        <translation>说明</translation>
    </message>
    <message>
        <source>One of the two order numbers is enough; the columns are set to text</source>
        <comment>spreadsheets.hint_number</comment>
        <translation>微信支付订单号和商户订单号填一个就行，整列已设成文本</translation>
    </message>
    <message>
        <source>In yuan, such as 108.00</source>
        <comment>spreadsheets.hint_asked</comment>
        <translation>单位是元，如 108.00</translation>
    </message>
    <message>
        <source>Such as 2026-11-23 10:30, Beijing time; empty means the time of the import</source>
        <comment>spreadsheets.hint_applied</comment>
        <translation>如 2026-11-23 10:30，北京时间；不填就是导入的时间</translation>
    </message>
    <message>
        <source>Reason, details and phone may stay empty</source>
        <comment>spreadsheets.hint_rest</comment>
        <translation>原因、说明、手机号可以不填</translation>
    </message>
    <message>
        <source>A row imported twice counts once</source>
        <comment>spreadsheets.hint_twice</comment>
        <translation>同一行导入两次只算一次</translation>
    </message>
    <message>
        <source>This file cannot be opened</source>
        <comment>spreadsheets.file_unreadable</comment>
        <translation>打不开这个文件</translation>
    </message>
    <message>
        <source>This spreadsheet is empty</source>
        <comment>spreadsheets.file_empty</comment>
        <translation>这个表格是空的</translation>
    </message>
    <message>
        <source>There is nothing below the column names</source>
        <comment>spreadsheets.file_no_rows</comment>
        <translation>只有列名，下面没有内容</translation>
    </message>
    <message>
        <source>The file is too large: at most {n} MB</source>
        <comment>spreadsheets.file_big</comment>
        <translation>文件太大，最多 {n} MB</translation>
    </message>
    <message>
        <source>Too many rows: at most {n} at once. Split the file.</source>
        <comment>spreadsheets.file_rows</comment>
        <translation>行太多，一次最多 {n} 行。请分成几个文件</translation>
    </message>
    <message>
        <source>Too many columns: at most {n}</source>
        <comment>spreadsheets.file_columns</comment>
        <translation>列太多，最多 {n} 列</translation>
    </message>
    <message>
        <source>Not read within {n} s. Save it as CSV and try again.</source>
        <comment>spreadsheets.file_slow</comment>
        <translation>{n} 秒还没读完，已停下。请另存为 CSV 再试</translation>
    </message>
    <message>
        <source>This file unpacks to something far too large and was not read</source>
        <comment>spreadsheets.file_bomb</comment>
        <translation>这个文件解开后大得不正常，没有读</translation>
    </message>
    <message>
        <source>Old .xls files and files with a password cannot be read. Save it as .xlsx without a password.</source>
        <comment>spreadsheets.file_locked</comment>
        <translation>旧版 .xls 或有密码的文件读不了。请另存为没有密码的 .xlsx</translation>
    </message>
    <message>
        <source>The text encoding is unknown. Save it as CSV UTF-8 or .xlsx.</source>
        <comment>spreadsheets.file_encoding</comment>
        <translation>看不懂这个文件的文字编码。请另存为 CSV UTF-8 或 .xlsx</translation>
    </message>
    <message>
        <source>The quotes in row {n} do not match; nothing was read</source>
        <comment>spreadsheets.file_quotes</comment>
        <translation>第 {n} 行的引号不成对，后面会读错，没有读</translation>
    </message>
    <message>
        <source>The file is damaged, or no real .xlsx</source>
        <comment>spreadsheets.file_damaged</comment>
        <translation>文件坏了，或者不是真正的 .xlsx</translation>
    </message>
    <message>
        <source>This is no spreadsheet. Use .xlsx or .csv.</source>
        <comment>spreadsheets.file_kind</comment>
        <translation>这不是表格。可以用 .xlsx 或 .csv</translation>
    </message>
    <message>
        <source>Synced {time}, every {n} min</source>
        <comment>status.synced</comment>
        <translation>{time} 已同步，每 {n} 分钟一次</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <comment>status.syncing</comment>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <comment>status.not_synced</comment>
        <translation>还没同步</translation>
    </message>
    <message>
        <source>Sync now (F5)</source>
        <comment>status.sync_now</comment>
        <translation>立即同步（F5）</translation>
    </message>
    <message>
        <source>{n} new</source>
        <comment>status.source_new</comment>
        <translation>{n} 笔新申请</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <comment>status.source_minutes</comment>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>{source} read at {time}</source>
        <comment>status.source_ok</comment>
        <translation>{source}，{time} 读过</translation>
    </message>
    <message>
        <source>{source} not read</source>
        <comment>status.source_trouble</comment>
        <translation>{source} 没读到</translation>
    </message>
    <message>
        <source>{n} refund today · {amount}</source>
        <comment>status.today_refunded.one</comment>
        <translation>今天已退 {n} 笔 • {amount}</translation>
    </message>
    <message>
        <source>{n} refunds today · {amount}</source>
        <comment>status.today_refunded</comment>
        <translation>今天已退 {n} 笔 • {amount}</translation>
    </message>
    <message>
        <source>Commands</source>
        <comment>status.commands</comment>
        <translation>命令</translation>
    </message>
    <message>
        <source>No source connected</source>
        <comment>status.not_connected</comment>
        <translation>还没有连接任何来源</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <comment>status.version</comment>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <source>Practice shop</source>
        <comment>status.practice_lead</comment>
        <translation>练习店铺</translation>
    </message>
    <message>
        <source>Practice shop: nothing here is real. No real money.</source>
        <comment>status.practice</comment>
        <translation>练习店铺：这里的申请和钱都是假的，不会退真钱</translation>
    </message>
    <message>
        <source>Nothing here is real. No real money leaves.</source>
        <comment>status.practice_rest</comment>
        <translation>这里的申请和钱都是假的，不会退真钱。</translation>
    </message>
    <message>
        <source>Offline</source>
        <comment>status.offline_lead</comment>
        <translation>没有联网</translation>
    </message>
    <message>
        <source>You can read and draft. Refunds and replies wait for you.</source>
        <comment>status.offline_rest</comment>
        <translation>可以看、可以写草稿，退款和回复要等联网后由你再点一次。</translation>
    </message>
    <message>
        <source>Try again</source>
        <comment>status.reconnect</comment>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Sending stopped</source>
        <comment>status.halted_lead</comment>
        <translation>已停止发送</translation>
    </message>
    <message>
        <source>PC clock is wrong</source>
        <comment>status.clock_lead</comment>
        <translation>电脑时间不对</translation>
    </message>
    <message>
        <source>Trouble with the books</source>
        <comment>status.books_lead</comment>
        <translation>账本有问题</translation>
    </message>
    <message>
        <source>Approved {amt}</source>
        <comment>steps.approved</comment>
        <translation>已同意退款 {amt}</translation>
    </message>
    <message>
        <source>{who} · {kind} · reason: {reason}</source>
        <comment>steps.approved_detail</comment>
        <translation>{who} • {kind} • 原因：{reason}</translation>
    </message>
    <message>
        <source>{n} s to undo are over</source>
        <comment>steps.undo_over</comment>
        <translation>{n} 秒撤销时间已过</translation>
    </message>
    <message>
        <source>{n} s left to undo</source>
        <comment>steps.undo_running</comment>
        <translation>还有 {n} 秒可以撤销</translation>
    </message>
    <message>
        <source>Nobody undid it</source>
        <comment>steps.undo_nobody</comment>
        <translation>没有人撤销</translation>
    </message>
    <message>
        <source>Undone</source>
        <comment>steps.undone</comment>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Nothing was sent, no money moved</source>
        <comment>steps.undone_detail</comment>
        <translation>没有提交，钱没有动</translation>
    </message>
    <message>
        <source>Sent to WeChat Pay</source>
        <comment>steps.submitted</comment>
        <translation>已提交微信支付</translation>
    </message>
    <message>
        <source>Send to WeChat Pay</source>
        <comment>steps.submit</comment>
        <translation>提交微信支付</translation>
    </message>
    <message>
        <source>Sending to WeChat Pay</source>
        <comment>steps.submitting</comment>
        <translation>正在提交微信支付</translation>
    </message>
    <message>
        <source>WeChat Pay did not take it</source>
        <comment>steps.refused</comment>
        <translation>微信支付没有受理</translation>
    </message>
    <message>
        <source>No answer from WeChat Pay</source>
        <comment>steps.unknown</comment>
        <translation>没收到微信支付的回答</translation>
    </message>
    <message>
        <source>Customer told</source>
        <comment>steps.replied</comment>
        <translation>已回复客户</translation>
    </message>
    <message>
        <source>Tell the customer</source>
        <comment>steps.reply</comment>
        <translation>回复客户</translation>
    </message>
    <message>
        <source>Telling the customer</source>
        <comment>steps.reply_waiting</comment>
        <translation>正在回复客户</translation>
    </message>
    <message>
        <source>Reply not sent</source>
        <comment>steps.reply_stuck</comment>
        <translation>回复没发出去</translation>
    </message>
    <message>
        <source>WeChat told that you agreed</source>
        <comment>steps.approve_sent</comment>
        <translation>已告诉微信“同意”</translation>
    </message>
    <message>
        <source>Refunding</source>
        <comment>steps.processing</comment>
        <translation>退款处理中</translation>
    </message>
    <message>
        <source>Asked at {time}: {result}. Next at {next_time}.</source>
        <comment>steps.asked</comment>
        <translation>上次查询 {time}，结果：{result}。下次自动查询 {next_time}</translation>
    </message>
    <message>
        <source>Asked at {time}: {result}.</source>
        <comment>steps.asked_only</comment>
        <translation>上次查询 {time}，结果：{result}</translation>
    </message>
    <message>
        <source>First question at {time}.</source>
        <comment>steps.next</comment>
        <translation>{time} 第一次查询</translation>
    </message>
    <message>
        <source>Arrived at the customer</source>
        <comment>steps.arrive</comment>
        <translation>退款成功，到客户账户</translation>
    </message>
    <message>
        <source>Arrived: {where}</source>
        <comment>steps.arrived</comment>
        <translation>退款成功，到{where}</translation>
    </message>
    <message>
        <source>The customer received {amt}</source>
        <comment>steps.arrived_detail</comment>
        <translation>客户收到 {amt}</translation>
    </message>
    <message>
        <source>Came back to the shop</source>
        <comment>steps.to_shop</comment>
        <translation>退回到本店</translation>
    </message>
    <message>
        <source>Refund abnormal</source>
        <comment>steps.abnormal</comment>
        <translation>退款异常</translation>
    </message>
    <message>
        <source>The customer's account cannot take it. The money is not lost.</source>
        <comment>steps.abnormal_detail</comment>
        <translation>客户的账户收不了，钱没有丢</translation>
    </message>
    <message>
        <source>Closed by WeChat</source>
        <comment>steps.closed</comment>
        <translation>微信已关闭</translation>
    </message>
    <message>
        <source>Complaint closes by itself</source>
        <comment>steps.complete</comment>
        <translation>投诉单自动完结</translation>
    </message>
    <message>
        <source>Complaint still open</source>
        <comment>steps.complete_by_hand</comment>
        <translation>投诉单还没完结</translation>
    </message>
    <message>
        <source>It does not close by itself this time. When all is settled, press "{button}".</source>
        <comment>steps.complete_by_hand_detail</comment>
        <translation>这一次微信不会自动完结投诉单。和客户说好后，点“{button}”</translation>
    </message>
    <message>
        <source>Complaint closed</source>
        <comment>steps.completed</comment>
        <translation>投诉单已完结</translation>
    </message>
    <message>
        <source>partial refund</source>
        <comment>steps.kind_partial</comment>
        <translation>部分退款</translation>
    </message>
    <message>
        <source>full refund</source>
        <comment>steps.kind_full</comment>
        <translation>全额退款</translation>
    </message>
    <message>
        <source>Refund no. {number}</source>
        <comment>steps.out_refund_no</comment>
        <translation>商户退款单号 {number}</translation>
    </message>
    <message>
        <source>WeChat refund no. {number}</source>
        <comment>steps.refund_id</comment>
        <translation>微信退款单号 {number}</translation>
    </message>
    <message>
        <source>Request no. {number}</source>
        <comment>steps.request_id</comment>
        <translation>请求号 {number}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <comment>steps.quoted</comment>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>refunding</source>
        <comment>steps.result_processing</comment>
        <translation>处理中</translation>
    </message>
    <message>
        <source>arrived</source>
        <comment>steps.result_succeeded</comment>
        <translation>已到账</translation>
    </message>
    <message>
        <source>abnormal</source>
        <comment>steps.result_abnormal</comment>
        <translation>异常</translation>
    </message>
    <message>
        <source>closed</source>
        <comment>steps.result_closed</comment>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>no answer</source>
        <comment>steps.result_unknown</comment>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>WeChat Store does not let this PC in. Add its address {address} to the IP allow-list in the Store's developer settings.</source>
        <comment>store.ip</comment>
        <translation>微信小店没有放行这台电脑的 IP：{address}。请到小店后台的开发设置里，把它加进 IP 白名单</translation>
    </message>
    <message>
        <source>WeChat Store does not let this PC in. Add its address to the IP allow-list in the Store's developer settings.</source>
        <comment>store.ip_unnamed</comment>
        <translation>微信小店没有放行这台电脑的 IP。请到小店后台的开发设置里，把它加进 IP 白名单</translation>
    </message>
    <message>
        <source>WeChat Store refused the AppID or AppSecret. Check the settings.</source>
        <comment>store.key</comment>
        <translation>微信小店不认 AppID 或 AppSecret。请到设置里核对</translation>
    </message>
    <message>
        <source>The Store has no permission for after-sales calls, or is restricted. Look in its console.</source>
        <comment>store.denied</comment>
        <translation>小店没有开通售后接口权限，或小店被限制。请到小店后台查看</translation>
    </message>
    <message>
        <source>Today's calls to WeChat Store are used up. It goes on tomorrow.</source>
        <comment>store.quota</comment>
        <translation>微信小店今天的接口次数用完了，明天自动继续</translation>
    </message>
    <message>
        <source>This after-sale has moved on. Nothing was sent. See where it stands.</source>
        <comment>store.moved</comment>
        <translation>这笔售后的状态已经变了，没有提交。请看最新状态</translation>
    </message>
    <message>
        <source>This after-sale changed after you saw it. Nothing was sent.</source>
        <comment>store.changed</comment>
        <translation>这笔售后在你看过之后有变化，没有提交。请再看一眼</translation>
    </message>
    <message>
        <source>WeChat Store has no such after-sale.</source>
        <comment>store.gone</comment>
        <translation>微信小店里没有这笔售后</translation>
    </message>
    <message>
        <source>This after-sale is of another Store. Check the AppID.</source>
        <comment>store.foreign</comment>
        <translation>这笔售后不属于这家小店。请到设置里核对 AppID</translation>
    </message>
    <message>
        <source>The Store refunds the after-sale's amount, which is another one now.</source>
        <comment>store.amount</comment>
        <translation>微信小店按售后单的金额退，现在和你看到的不一样，没有提交</translation>
    </message>
    <message>
        <source>The platform is refunding this already. Nothing more was sent.</source>
        <comment>store.elsewhere</comment>
        <translation>这笔售后已经由平台处理退款，没有再提交</translation>
    </message>
    <message>
        <source>WeChat Store says that the order has not enough money left.</source>
        <comment>store.short</comment>
        <translation>微信小店说这笔订单的钱不够退</translation>
    </message>
    <message>
        <source>The buyer called the platform in, so it cannot be rejected now.</source>
        <comment>store.dispute</comment>
        <translation>买家已经申请平台介入，现在不能拒绝</translation>
    </message>
    <message>
        <source>Choose a return address of the Store first.</source>
        <comment>store.address</comment>
        <translation>退货要先选小店后台里的退货地址</translation>
    </message>
    <message>
        <source>Make the buyer an offer first. It can be rejected once the buyer refuses or is silent.</source>
        <comment>store.negotiate</comment>
        <translation>要先用“协商”给买家一个方案；买家不同意或没有回复，才能拒绝</translation>
    </message>
    <message>
        <source>WeChat Store does not take this. It may be too long: shorten it.</source>
        <comment>store.form</comment>
        <translation>微信小店不接受这些内容，可能太长。请改短再试</translation>
    </message>
    <message>
        <source>WeChat Store did not take the picture. Try a JPG or PNG of at most 2 MB.</source>
        <comment>store.picture</comment>
        <translation>微信小店没有收下图片。请换一张 2 MB 以内的 JPG 或 PNG</translation>
    </message>
    <message>
        <source>Choose one of the Store's own reasons.</source>
        <comment>store.reason</comment>
        <translation>请从微信小店的拒绝原因里选一个</translation>
    </message>
    <message>
        <source>The platform does not refund this one. Use Agree.</source>
        <comment>store.not_platform</comment>
        <translation>这笔不是平台退款，请用“同意”</translation>
    </message>
    <message>
        <source>Agreed to {amount}, refunded by the platform</source>
        <comment>store.audit_agreed</comment>
        <translation>同意退款 {amount}，由平台退</translation>
    </message>
    <message>
        <source>Proof of payment given, the buyer confirms</source>
        <comment>store.audit_proved</comment>
        <translation>已提交退款凭证，等买家确认</translation>
    </message>
    <message>
        <source>WeChat Store: {words}</source>
        <comment>store.says</comment>
        <translation>微信小店：{words}</translation>
    </message>
    <message>
        <source>Agree: WeChat Store pays</source>
        <comment>store.agree_title</comment>
        <translation>同意，由微信小店退款</translation>
    </message>
    <message>
        <source>Agree, the Store pays {amount}</source>
        <comment>store.agree_button</comment>
        <translation>同意，由小店退 {amount}</translation>
    </message>
    <message>
        <source>Practice: the Store pays {amount}</source>
        <comment>store.agree_button_practice</comment>
        <translation>练习：同意，由小店退 {amount}</translation>
    </message>
    <message>
        <source>Agree to {amount}</source>
        <comment>store.agree_confirm</comment>
        <translation>同意退 {amount}</translation>
    </message>
    <message>
        <source>Once you agree, WeChat Store pays the customer back itself.</source>
        <comment>store.agree_lead</comment>
        <translation>微信小店收到“同意”后，会自己把钱退给客户。</translation>
    </message>
    <message>
        <source>The amount is the after-sale's and cannot be changed; nothing is refunded from here.</source>
        <comment>store.agree_rest</comment>
        <translation>金额按售后单，不能改；这里不会另外退款。</translation>
    </message>
    <message>
        <source>{n} seconds to undo, then the Store is told.</source>
        <comment>store.agree_hint</comment>
        <translation>有 {n} 秒可以撤销，之后才告诉小店</translation>
    </message>
    <message>
        <source>Amount (set by the after-sale)</source>
        <comment>store.amount_locked</comment>
        <translation>退款金额（售后单定的，不能改）</translation>
    </message>
    <message>
        <source>The Store is told to pay {amt} in {n} s</source>
        <comment>store.undo_lead</comment>
        <translation>{n} 秒后告诉微信小店“同意”，由它退 {amt}</translation>
    </message>
    <message>
        <source>From WeChat Store · {time}</source>
        <comment>store.order_read_at</comment>
        <translation>以微信小店为准 • {time}</translation>
    </message>
    <message>
        <source>Paid and refunded as WeChat Store says</source>
        <comment>store.order_note</comment>
        <translation>实付和退款以微信小店为准</translation>
    </message>
    <message>
        <source>WeChat Store is being told. Nothing is refunded yet.</source>
        <comment>store.agreeing</comment>
        <translation>正在告诉微信小店“同意”，还没有退款</translation>
    </message>
    <message>
        <source>WeChat Store was told. It pays the customer back.</source>
        <comment>store.agreed</comment>
        <translation>已告诉微信小店“同意”，由它退款</translation>
    </message>
    <message>
        <source>WeChat Store was not told “agreed”, so it refunds nothing.</source>
        <comment>store.agree_stuck</comment>
        <translation>还没告诉微信小店“同意”，小店没有退款</translation>
    </message>
    <message>
        <source>WeChat Store is refunding. This follows when it has arrived.</source>
        <comment>store.refunding</comment>
        <translation>微信小店正在退款，到账后这里会更新</translation>
    </message>
    <message>
        <source>Ask for the goods first. Agree once they are back.</source>
        <comment>store.goods_first</comment>
        <translation>退货退款要先请买家寄回，收到货再同意</translation>
    </message>
    <message>
        <source>Waiting for the buyer to send the goods back.</source>
        <comment>store.goods_awaited</comment>
        <translation>等买家寄回，寄出后才能同意退款</translation>
    </message>
    <message>
        <source>Waiting for the buyer's answer.</source>
        <comment>store.answer_awaited</comment>
        <translation>等买家答复</translation>
    </message>
    <message>
        <source>The buyer called the platform in. Answer in the Store's console.</source>
        <comment>store.in_dispute</comment>
        <translation>买家已申请平台介入，请到小店后台处理纠纷</translation>
    </message>
    <message>
        <source>Exchanges are handled in the Store's console.</source>
        <comment>store.exchange</comment>
        <translation>换货请到小店后台处理</translation>
    </message>
    <message>
        <source>The platform could not pay. Pay the buyer another way, then upload the proof.</source>
        <comment>store.prove</comment>
        <translation>平台没退成。请用别的方式退给买家，再上传退款凭证</translation>
    </message>
    <message>
        <source>This desk refunded this order. Agreeing would return more than was paid.</source>
        <comment>store.paid_here</comment>
        <translation>本机已经退过这笔订单，再同意会超过实付</translation>
    </message>
    <message>
        <source>Reading the Store's reasons…</source>
        <comment>store.reasons_reading</comment>
        <translation>正在读取微信小店的拒绝原因…</translation>
    </message>
    <message>
        <source>The Store's reasons could not be read: {why}</source>
        <comment>store.reasons_unread</comment>
        <translation>读不到微信小店的拒绝原因：{why}</translation>
    </message>
    <message>
        <source>The Store gives no reason that fits.</source>
        <comment>store.reasons_none</comment>
        <translation>微信小店没有给出适用的拒绝原因</translation>
    </message>
    <message>
        <source>The buyer may call the platform in for 7 days. Some after-sales need an offer first.</source>
        <comment>store.reject_rest</comment>
        <translation>买家 7 天内可以申请平台介入。有的售后要先协商，小店会说明。</translation>
    </message>
    <message>
        <source>The Store takes no pictures with a rejection.</source>
        <comment>store.no_reject_pictures</comment>
        <translation>微信小店的拒绝不收图片</translation>
    </message>
    <message>
        <source>Upload proof of payment</source>
        <comment>store.prove_button</comment>
        <translation>上传退款凭证</translation>
    </message>
    <message>
        <source>Proof of payment</source>
        <comment>store.prove_title</comment>
        <translation>上传退款凭证</translation>
    </message>
    <message>
        <source>Where the platform could not pay and you did it another way, give the Store the proof. It ends once the buyer confirms.</source>
        <comment>store.prove_lead</comment>
        <translation>平台没退成，你已经用别的方式退给买家时，把转账凭证交给微信小店，买家确认后结束。</translation>
    </message>
    <message>
        <source>Proof</source>
        <comment>store.prove_pictures</comment>
        <translation>付款凭证</translation>
    </message>
    <message>
        <source>{amount} was transferred to you, see the picture. Please confirm.</source>
        <comment>store.prove_suggestion</comment>
        <translation>{amount} 已转给您，凭证见图片，请确认。</translation>
    </message>
    <message>
        <source>Words (the buyer reads them)</source>
        <comment>store.prove_words</comment>
        <translation>说明（买家能看到）</translation>
    </message>
    <message>
        <source>Add at least one picture.</source>
        <comment>store.prove_needed</comment>
        <translation>请添加至少一张凭证图片</translation>
    </message>
    <message>
        <source>Give to the Store</source>
        <comment>store.prove_confirm</comment>
        <translation>交给微信小店</translation>
    </message>
    <message>
        <source>The proof is being uploaded.</source>
        <comment>store.proving</comment>
        <translation>正在上传退款凭证</translation>
    </message>
    <message>
        <source>The buyer called the platform in. You can read it here; answer in the Store's console.</source>
        <comment>store.dispute_note</comment>
        <translation>买家已申请平台介入（纠纷）。这里能看，答复和举证请到小店后台。</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <comment>times.today</comment>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <comment>times.yesterday</comment>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>({n} day ago)</source>
        <comment>times.days_ago.one</comment>
        <translation>（{n} 天前）</translation>
    </message>
    <message>
        <source>({n} days ago)</source>
        <comment>times.days_ago</comment>
        <translation>（{n} 天前）</translation>
    </message>
    <message>
        <source>(today)</source>
        <comment>times.same_day</comment>
        <translation>（今天）</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <comment>times.span_days</comment>
        <translation>{d}天{h}时</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <comment>times.span_hours</comment>
        <translation>{h}小时{m}分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <comment>times.span_minutes</comment>
        <translation>{m}分</translation>
    </message>
    <message>
        <source>{n} d</source>
        <comment>times.only_days</comment>
        <translation>{n}天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <comment>times.only_hours</comment>
        <translation>{n}小时</translation>
    </message>
    <message>
        <source>{s} s</source>
        <comment>times.span_seconds</comment>
        <translation>{s}秒</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <comment>times.took_days</comment>
        <translation>{d}天{h}时</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <comment>times.took_hours</comment>
        <translation>{h}时{m}分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <comment>times.took_minutes</comment>
        <translation>{m} 分</translation>
    </message>
    <message>
        <source>{s} s</source>
        <comment>times.took_seconds</comment>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <comment>times.long_days</comment>
        <translation>{d} 天 {h} 时</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <comment>times.long_hours</comment>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min</source>
        <comment>times.long_minutes</comment>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <comment>times.long_minutes_seconds</comment>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{s} s</source>
        <comment>times.long_seconds</comment>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{span} left</source>
        <comment>times.left</comment>
        <translation>还剩 {span}</translation>
    </message>
    <message>
        <source>Overdue {span}</source>
        <comment>times.overdue</comment>
        <translation>已超时 {span}</translation>
    </message>
    <message>
        <source>{span} late</source>
        <comment>times.overdue_short</comment>
        <translation>已超时 {span}</translation>
    </message>
    <message>
        <source>Reply by {time} today</source>
        <comment>times.reply_by_today</comment>
        <translation>今天 {time} 前回复</translation>
    </message>
    <message>
        <source>Reply by {time} tomorrow</source>
        <comment>times.reply_by_tomorrow</comment>
        <translation>明天 {time} 前回复</translation>
    </message>
    <message>
        <source>Reply by {day}</source>
        <comment>times.reply_by</comment>
        <translation>{day} 前回复</translation>
    </message>
    <message>
        <source>Finish by {time} today</source>
        <comment>times.finish_by_today</comment>
        <translation>今天 {time} 前处理完</translation>
    </message>
    <message>
        <source>Finish by {time} tomorrow</source>
        <comment>times.finish_by_tomorrow</comment>
        <translation>明天 {time} 前处理完</translation>
    </message>
    <message>
        <source>Finish by {day}</source>
        <comment>times.finish_by</comment>
        <translation>{day} 前处理完</translation>
    </message>
    <message>
        <source>Handled</source>
        <comment>times.handled</comment>
        <translation>已处理</translation>
    </message>
    <message>
        <source>{span} before the deadline</source>
        <comment>times.handled_with</comment>
        <translation>距截止还有 {span}</translation>
    </message>
    <message>
        <source>No deadline</source>
        <comment>times.no_deadline</comment>
        <translation>没有截止时间</translation>
    </message>
    <message>
        <source>{span} so far</source>
        <comment>times.waited</comment>
        <translation>已等 {span}</translation>
    </message>
    <message>
        <source>Picked, {row}</source>
        <comment>together.row_picked</comment>
        <translation>已选，{row}</translation>
    </message>
    <message>
        <source>{n} picked</source>
        <comment>together.picked.one</comment>
        <translation>已选 {n} 笔</translation>
    </message>
    <message>
        <source>{n} picked</source>
        <comment>together.picked</comment>
        <translation>已选 {n} 笔</translation>
    </message>
    <message>
        <source>{n} can go together, {amt}</source>
        <comment>together.fit</comment>
        <translation>可一起同意 {n} 笔 {amt}</translation>
    </message>
    <message>
        <source>None can go together</source>
        <comment>together.fit_none</comment>
        <translation>没有能一起同意的</translation>
    </message>
    <message>
        <source>Looking at checks {n} / {total}</source>
        <comment>together.reading</comment>
        <translation>正在看检查 {n} / {total}</translation>
    </message>
    <message>
        <source>At most {n} at once</source>
        <comment>together.full</comment>
        <translation>一次最多选 {n} 笔</translation>
    </message>
    <message>
        <source>Approve {n}</source>
        <comment>together.approve.one</comment>
        <translation>一起同意 {n} 笔</translation>
    </message>
    <message>
        <source>Approve {n}</source>
        <comment>together.approve</comment>
        <translation>一起同意 {n} 笔</translation>
    </message>
    <message>
        <source>Approve</source>
        <comment>together.approve_any</comment>
        <translation>一起同意</translation>
    </message>
    <message>
        <source>Nothing is sent yet: it is queued or looked at once more</source>
        <comment>together.waiting_turn</comment>
        <translation>还没有提交：在排队，或正在最后核对</translation>
    </message>
    <message>
        <source>Mark read</source>
        <comment>together.mark_read</comment>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>{n} marked as read.</source>
        <comment>together.marked_read.one</comment>
        <translation>{n} 笔已标为已读</translation>
    </message>
    <message>
        <source>{n} marked as read.</source>
        <comment>together.marked_read</comment>
        <translation>{n} 笔已标为已读</translation>
    </message>
    <message>
        <source>Export</source>
        <comment>together.export</comment>
        <translation>导出</translation>
    </message>
    <message>
        <source>refund-applications.csv</source>
        <comment>together.export_file</comment>
        <translation>退款申请.csv</translation>
    </message>
    <message>
        <source>Exported {name}</source>
        <comment>together.exported</comment>
        <translation>已导出 {name}</translation>
    </message>
    <message>
        <source>Clear the picks, Esc</source>
        <comment>together.clear</comment>
        <translation>清除选择 Esc</translation>
    </message>
    <message>
        <source>Asked at</source>
        <comment>together.column_applied</comment>
        <translation>申请时间</translation>
    </message>
    <message>
        <source>Customer</source>
        <comment>together.column_customer</comment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Phone</source>
        <comment>together.column_phone</comment>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Reason</source>
        <comment>together.column_reason</comment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Item</source>
        <comment>together.column_goods</comment>
        <translation>商品</translation>
    </message>
    <message>
        <source>Asked</source>
        <comment>together.column_asked</comment>
        <translation>申请金额</translation>
    </message>
    <message>
        <source>Paid</source>
        <comment>together.column_paid</comment>
        <translation>实付</translation>
    </message>
    <message>
        <source>Refundable</source>
        <comment>together.column_left</comment>
        <translation>还可退</translation>
    </message>
    <message>
        <source>Payment</source>
        <comment>together.column_payment</comment>
        <translation>支付单号</translation>
    </message>
    <message>
        <source>Complaint</source>
        <comment>together.column_complaint</comment>
        <translation>投诉单号</translation>
    </message>
    <message>
        <source>State</source>
        <comment>together.column_state</comment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Approve and refund together</source>
        <comment>together.title</comment>
        <translation>一起同意并退款</translation>
    </message>
    <message>
        <source>{n} refund, every check passed</source>
        <comment>together.head.one</comment>
        <translation>{n} 笔，检查全部通过</translation>
    </message>
    <message>
        <source>{n} refunds, every check passed</source>
        <comment>together.head</comment>
        <translation>{n} 笔，检查全部通过</translation>
    </message>
    <message>
        <source>{n}; {m} more are not on this sheet, see below</source>
        <comment>together.head_some</comment>
        <translation>{n}；另外 {m} 笔不在这张单里，在最下面</translation>
    </message>
    <message>
        <source>None of these can go together. Look at them one by one.</source>
        <comment>together.head_none</comment>
        <translation>没有能一起同意的，请一笔一笔看</translation>
    </message>
    <message>
        <source>Not on this sheet {n}</source>
        <comment>together.unfit</comment>
        <translation>不在这张单里 {n}</translation>
    </message>
    <message>
        <source>{category} · WeChat Pay {number}</source>
        <comment>together.line_facts</comment>
        <translation>{category} • 微信支付 {number}</translation>
    </message>
    <message>
        <source>Refund reason: {reason}. Reply: {reply}</source>
        <comment>together.line_words</comment>
        <translation>退款原因：{reason}。回复：{reply}</translation>
    </message>
    <message>
        <source>Refund reason: {reason}. No reply</source>
        <comment>together.line_reason</comment>
        <translation>退款原因：{reason}。不回复</translation>
    </message>
    <message>
        <source>Checks changed</source>
        <comment>together.marked_checks</comment>
        <translation>检查变了</translation>
    </message>
    <message>
        <source>There is no refund on this sheet.</source>
        <comment>together.empty</comment>
        <translation>这张单里没有退款</translation>
    </message>
    <message>
        <source>Not every check passed: {why}</source>
        <comment>together.not_green</comment>
        <translation>检查没有全部通过：{why}</translation>
    </message>
    <message>
        <source>Same order as another line. Two refunds must be a minute apart: refund it by itself.</source>
        <comment>together.same_payment</comment>
        <translation>和上面一笔是同一个订单，两次退款要隔 1 分钟，请单独退</translation>
    </message>
    <message>
        <source>A sheet holds at most {n}. Put it on the next one.</source>
        <comment>together.many</comment>
        <translation>一张单最多 {n} 笔，这笔下一张再退</translation>
    </message>
    <message>
        <source>Reply to each customer as well</source>
        <comment>together.reply_too</comment>
        <translation>同时回复每位客户</translation>
    </message>
    <message>
        <source>Usual reason and reply for each; point at a line to read</source>
        <comment>together.words_note</comment>
        <translation>退款原因和回复用每笔的默认话术，指着一行可以看到</translation>
    </message>
    <message>
        <source>Type the total {amt} again</source>
        <comment>together.retype</comment>
        <translation>再输入一次合计 {amt}</translation>
    </message>
    <message>
        <source>Type the total again, yuan</source>
        <comment>together.retype_name</comment>
        <translation>再输入一次合计，元</translation>
    </message>
    <message>
        <source>{n} in all, in words {caps}</source>
        <comment>together.total</comment>
        <translation>合计 {n} 笔，大写 {caps}</translation>
    </message>
    <message>
        <source>Refund {n}, {amt}</source>
        <comment>together.confirm</comment>
        <translation>确认退款 {n} 笔 {amt}</translation>
    </message>
    <message>
        <source>Practice: refund {n}, {amt}</source>
        <comment>together.confirm_practice</comment>
        <translation>练习：确认退款 {n} 笔 {amt}</translation>
    </message>
    <message>
        <source>You have {n} seconds to undo all of it. Then they leave one by one.</source>
        <comment>together.hint_seconds</comment>
        <translation>点确认后有 {n} 秒可以整张撤销，之后逐笔退出</translation>
    </message>
    <message>
        <source>Something changed and is marked. Look again, and type the total again.</source>
        <comment>together.changed</comment>
        <translation>有的变了，已经标出来。请再看一遍，合计也要再输入一次</translation>
    </message>
    <message>
        <source>Sheets may refund {lim} a day, {left} is left. Pick fewer, or refund one by one.</source>
        <comment>together.over_day</comment>
        <translation>今天一起同意的限额是 {lim}，还剩 {left}。请少选几笔，或者一笔一笔退</translation>
    </message>
    <message>
        <source>Today's limit for sheets is used up</source>
        <comment>together.day_full</comment>
        <translation>今天一起同意的限额用完了</translation>
    </message>
    <message>
        <source>Not every check passes any more. Nothing was refunded; look at it by itself.</source>
        <comment>together.checks_changed</comment>
        <translation>检查不再全部通过，没有退款，请单独看</translation>
    </message>
    <message>
        <source>Its turn had not come within 10 minutes</source>
        <comment>together.late</comment>
        <translation>确认后 10 分钟还没轮到</translation>
    </message>
    <message>
        <source>The sheet before is still on its way. Please wait.</source>
        <comment>together.running</comment>
        <translation>上一张单还没退完，请等一等</translation>
    </message>
    <message>
        <source>The total is not the sum of the lines. Please pick again.</source>
        <comment>together.wrong_total</comment>
        <translation>合计和每笔的金额对不上，请重新选一次</translation>
    </message>
    <message>
        <source>The disk is full, nothing was changed. Make room, then go on.</source>
        <comment>trouble.storage_full</comment>
        <translation>硬盘满了，什么都没改。请腾出空间再继续</translation>
    </message>
    <message>
        <source>The books are in use by another program. Nothing was changed.</source>
        <comment>trouble.storage_locked</comment>
        <translation>账本正被别的程序占用，什么都没改</translation>
    </message>
    <message>
        <source>This key does not open the books. They were not touched.</source>
        <comment>trouble.storage_key</comment>
        <translation>密钥打不开账本，账本没有动</translation>
    </message>
    <message>
        <source>The books were written by a newer version. They were not touched. Update the program.</source>
        <comment>trouble.storage_newer</comment>
        <translation>账本是更新的版本写的，没有动它。请升级程序</translation>
    </message>
    <message>
        <source>The books are damaged. They were not overwritten. Restore a backup.</source>
        <comment>trouble.storage_damaged</comment>
        <translation>账本文件损坏了，没有覆盖它。请从备份恢复</translation>
    </message>
    <message>
        <source>The folder cannot be written to. Nothing was changed.</source>
        <comment>trouble.storage_read_only</comment>
        <translation>文件夹不能写入，什么都没改</translation>
    </message>
    <message>
        <source>The books could not be read. Try again.</source>
        <comment>trouble.storage_trouble</comment>
        <translation>账本没读到，请重试</translation>
    </message>
    <message>
        <source>The key store of this PC is locked. Unlock it and try again.</source>
        <comment>trouble.vault_locked</comment>
        <translation>电脑的密钥库锁着，请解锁后再试</translation>
    </message>
    <message>
        <source>Something unexpected happened ({code}).</source>
        <comment>trouble.unexpected</comment>
        <translation>出了没想到的问题（{code}）</translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <comment>trouble.crashed_title</comment>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>Refunds are stopped so that nothing goes wrong with money. Save the report and start again.</source>
        <comment>trouble.crashed</comment>
        <translation>为了不动错钱，已停止退款。请保存报告，然后重新打开程序</translation>
    </message>
    <message>
        <source>Save report</source>
        <comment>trouble.save_report</comment>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Finishing what was begun…</source>
        <comment>trouble.closing</comment>
        <translation>正在收尾，马上就好…</translation>
    </message>
    <message>
        <source>These books belong to another merchant number. They were not touched.</source>
        <comment>trouble.storage_other_merchant</comment>
        <translation>这是另一个商户号的账本，没有动它</translation>
    </message>
    <message>
        <source>Signatures are right, WeChat Pay answers</source>
        <comment>trying.signature_good</comment>
        <translation>签名正确，能连上微信支付</translation>
    </message>
    <message>
        <source>WeChat signed no answer, so its public key was not proven.</source>
        <comment>trying.signature_unseen</comment>
        <translation>微信的回答都没有签名，公钥还没有验到</translation>
    </message>
    <message>
        <source>The answer was too old to be trusted. Test again.</source>
        <comment>trying.signature_stale</comment>
        <translation>微信的回答隔得太久，没有采信。请再测一次</translation>
    </message>
    <message>
        <source>The APIv3 key is right</source>
        <comment>trying.apiv3_good</comment>
        <translation>APIv3 密钥正确</translation>
    </message>
    <message>
        <source>Not tested: with the public key, the APIv3 key is not used</source>
        <comment>trying.apiv3_unused</comment>
        <translation>用微信支付公钥验签，APIv3 密钥用不到，没有测</translation>
    </message>
    <message>
        <source>With the public key, no APIv3 key is needed</source>
        <comment>trying.apiv3_absent</comment>
        <translation>用微信支付公钥验签，不需要 APIv3 密钥</translation>
    </message>
    <message>
        <source>The APIv3 key is wrong: it does not open the platform certificates. If forgotten, set a new one.</source>
        <comment>trying.apiv3_wrong</comment>
        <translation>APIv3 密钥不对，打不开平台证书。忘了只能在商户平台重设</translation>
    </message>
    <message>
        <source>Orders can be read</source>
        <comment>trying.orders_good</comment>
        <translation>能查订单</translation>
    </message>
    <message>
        <source>Refunds can be read</source>
        <comment>trying.refunds_good</comment>
        <translation>能查退款</translation>
    </message>
    <message>
        <source>Complaints can be read</source>
        <comment>trying.complaints_good</comment>
        <translation>能读客户投诉</translation>
    </message>
    <message>
        <source>The certificate holds for {n} more day</source>
        <comment>trying.certificate_ends.one</comment>
        <translation>商户证书还有 {n} 天到期</translation>
    </message>
    <message>
        <source>The certificate holds for {n} more days</source>
        <comment>trying.certificate_ends</comment>
        <translation>商户证书还有 {n} 天到期</translation>
    </message>
    <message>
        <source>The certificate expires today</source>
        <comment>trying.certificate_today</comment>
        <translation>商户证书今天到期</translation>
    </message>
    <message>
        <source>No certificate file, so its end is not known</source>
        <comment>trying.certificate_unknown</comment>
        <translation>没有放证书文件，不知道哪天到期</translation>
    </message>
    <message>
        <source>This merchant has no platform certificates. Use the WeChat Pay public key.</source>
        <comment>trying.certificates_none</comment>
        <translation>这个商户号没有平台证书，请改用微信支付公钥</translation>
    </message>
    <message>
        <source>WeChat refused: private key, serial number or merchant number is wrong.</source>
        <comment>trying.keys_refused</comment>
        <translation>微信没有通过：私钥、证书序列号、商户号里有一个不对</translation>
    </message>
    <message>
        <source>Key and certificate fit, but WeChat refuses: revoked, or of another merchant number.</source>
        <comment>trying.keys_refused_pair</comment>
        <translation>私钥和证书是一对，但微信不认：证书可能已作废，或不是这个商户号的</translation>
    </message>
    <message>
        <source>WeChat knows no such merchant number. Check it.</source>
        <comment>trying.keys_merchant</comment>
        <translation>微信说没有这个商户号，请核对</translation>
    </message>
    <message>
        <source>Wrong key ID: WeChat signs with another public key.</source>
        <comment>trying.signer_other_id</comment>
        <translation>公钥 ID 不对：微信签名用的是另一把公钥</translation>
    </message>
    <message>
        <source>Public key and key ID do not fit, so WeChat’s signature cannot be checked.</source>
        <comment>trying.signer_wrong_key</comment>
        <translation>公钥文件和公钥 ID 不是一对，验不了微信的签名</translation>
    </message>
    <message>
        <source>WeChat’s signature cannot be checked. If it stays so, use the public key.</source>
        <comment>trying.signer_unknown</comment>
        <translation>验不了微信的签名。再测一次还这样，请改用微信支付公钥</translation>
    </message>
    <message>
        <source>WeChat refuses this PC, most likely its IP: merchant site → Account → API security → IP list. A home line changes its IP.</source>
        <comment>trying.denied_all</comment>
        <translation>微信不受理这台电脑的请求，多半是 IP 不在名单里：商户平台 → 账户中心 → API 安全 → IP 安全配置。家用宽带的 IP 会变</translation>
    </message>
    <message>
        <source>No permission to read orders</source>
        <comment>trying.denied_orders</comment>
        <translation>没有查订单的权限</translation>
    </message>
    <message>
        <source>No permission for refunds. Open it in the product centre.</source>
        <comment>trying.denied_refunds</comment>
        <translation>没有退款权限，请在商户平台的产品中心开通</translation>
    </message>
    <message>
        <source>No permission for complaints, so no requests arrive</source>
        <comment>trying.denied_complaints</comment>
        <translation>没有投诉接口的权限，收不到退款申请</translation>
    </message>
    <message>
        <source>Offline, nothing was tested</source>
        <comment>trying.offline</comment>
        <translation>没有联网，没测成</translation>
    </message>
    <message>
        <source>The encrypted line is intercepted: antivirus, office network, or a PC clock far off.</source>
        <comment>trying.intercepted</comment>
        <translation>加密连接被拦了：可能是杀毒软件、公司网络，或电脑时间错得太多</translation>
    </message>
    <message>
        <source>WeChat did not answer in time. Test again.</source>
        <comment>trying.slow</comment>
        <translation>微信没有按时回答，请再测一次</translation>
    </message>
    <message>
        <source>WeChat says too many requests. Test again in a minute.</source>
        <comment>trying.busy</comment>
        <translation>微信说请求太多，过一分钟再测</translation>
    </message>
    <message>
        <source>WeChat Pay has trouble of its own. Test again later.</source>
        <comment>trying.their_trouble</comment>
        <translation>微信支付自己出了问题，过一会儿再测</translation>
    </message>
    <message>
        <source>Something else answered. Perhaps this network wants a login first.</source>
        <comment>trying.not_wechat</comment>
        <translation>回答的不是微信支付，可能要先登录上网</translation>
    </message>
    <message>
        <source>Refunding {amt} to {name} in {n} s. Nothing is sent yet.</source>
        <comment>undo.bar</comment>
        <translation>{n} 秒后退 {amt} 给 {name}。现在还没有提交，钱没有动。</translation>
    </message>
    <message>
        <source>Refunding {amt} to {name} in {n} s</source>
        <comment>undo.lead</comment>
        <translation>{n} 秒后退 {amt} 给 {name}</translation>
    </message>
    <message>
        <source>Nothing is sent yet. Closing the program undoes it.</source>
        <comment>undo.note</comment>
        <translation>现在还没有提交，钱没有动。关掉程序等于撤销。</translation>
    </message>
    <message>
        <source>Undo</source>
        <comment>undo.button</comment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Send now</source>
        <comment>undo.now</comment>
        <translation>现在就提交</translation>
    </message>
    <message>
        <source>{amount} yuan will be refunded in {n} seconds, press Ctrl Z to undo</source>
        <comment>undo.accessible</comment>
        <translation>{n} 秒后退 {amount} 元，按 Ctrl Z 撤销</translation>
    </message>
    <message>
        <source>Undone. No money moved.</source>
        <comment>undo.done</comment>
        <translation>已撤销，钱没有动</translation>
    </message>
    <message>
        <source>Undone, no money moved: {why}</source>
        <comment>undo.done_because</comment>
        <translation>已撤销，钱没有动：{why}</translation>
    </message>
    <message>
        <source>{amt} was not sent when the app closed. It is undone. Approve again if needed.</source>
        <comment>undo.closed</comment>
        <translation>上次关闭时 {amt} 还没提交，已撤销。要退请再点一次</translation>
    </message>
    <message>
        <source>Not sent when the app closed, so it was undone. Approve again if needed.</source>
        <comment>undo.closed_plain</comment>
        <translation>上次关闭时还没提交，已撤销。要退请再点一次</translation>
    </message>
    <message>
        <source>Looking at the order once more…</source>
        <comment>undo.checking</comment>
        <translation>正在最后核对一次…</translation>
    </message>
    <message>
        <source>The PC slept, so nothing was sent.</source>
        <comment>undo.slept</comment>
        <translation>电脑睡眠过，没有提交，已撤销</translation>
    </message>
    <message>
        <source>Three refunds are waiting already.</source>
        <comment>undo.full</comment>
        <translation>已经有三笔在等，请稍候</translation>
    </message>
    <message>
        <source>Wrong passphrase.</source>
        <comment>unlocking.passphrase_wrong</comment>
        <translation>口令不对</translation>
    </message>
    <message>
        <source>Enter the passphrase.</source>
        <comment>unlocking.passphrase_wanted</comment>
        <translation>请输入口令</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <comment>unlocking.code_title</comment>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Write it on paper and keep it safe. When this PC breaks or a passphrase is forgotten, only this opens the books. It is shown once.</source>
        <comment>unlocking.code_lead</comment>
        <translation>把恢复码抄在纸上收好。电脑坏了、换了账户或忘了口令，只有它能打开账本。它只显示这一次</translation>
    </message>
    <message>
        <source>Recovery code, 14 groups of 4 characters</source>
        <comment>unlocking.code_accessible</comment>
        <translation>恢复码，14 组，每组 4 个字符</translation>
    </message>
    <message>
        <source>Print</source>
        <comment>unlocking.code_print</comment>
        <translation>打印</translation>
    </message>
    <message>
        <source>I wrote it down</source>
        <comment>unlocking.code_kept</comment>
        <translation>我抄好了</translation>
    </message>
    <message>
        <source>Continue</source>
        <comment>unlocking.code_go</comment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open the books</source>
        <comment>unlocking.unlock_title</comment>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>The books of this shop are locked with a passphrase</source>
        <comment>unlocking.unlock_passphrase</comment>
        <translation>这家店的账本用口令锁着</translation>
    </message>
    <message>
        <source>This PC does not have the master key of this shop. Enter the recovery code.</source>
        <comment>unlocking.unlock_lost</comment>
        <translation>这台电脑上没有这家店的主密钥，请输入恢复码</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>unlocking.unlock_button</comment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opening…</source>
        <comment>unlocking.unlock_busy</comment>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Forgotten? Use the recovery code</source>
        <comment>unlocking.unlock_use_code</comment>
        <translation>忘了口令，用恢复码</translation>
    </message>
    <message>
        <source>Enter the recovery code from your paper</source>
        <comment>unlocking.unlock_by_code</comment>
        <translation>请输入纸上的恢复码</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <comment>unlocking.unlock_use_passphrase</comment>
        <translation>用口令打开</translation>
    </message>
    <message>
        <source>14 groups of 4; capitals and dashes do not matter</source>
        <comment>unlocking.unlock_code_hint</comment>
        <translation>14 组，每组 4 个字符，大小写和横线都可以不管</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <comment>unlocking.unlock_code_label</comment>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <comment>unlocking.unlock_new_passphrase</comment>
        <translation>新口令</translation>
    </message>
    <message>
        <source>Too many tries. Wait {n} second.</source>
        <comment>unlocking.unlock_wait.one</comment>
        <translation>输错多次，{n} 秒后再试</translation>
    </message>
    <message>
        <source>Too many tries. Wait {n} seconds.</source>
        <comment>unlocking.unlock_wait</comment>
        <translation>输错多次，{n} 秒后再试</translation>
    </message>
    <message>
        <source>Quit</source>
        <comment>unlocking.unlock_quit</comment>
        <translation>退出</translation>
    </message>
    <message>
        <source>Wrong recovery code, or one of another shop.</source>
        <comment>unlocking.code_wrong</comment>
        <translation>恢复码不对，或者是另一家店的</translation>
    </message>
    <message>
        <source>Trouble with the key store. Nothing was changed.</source>
        <comment>unlocking.vault_trouble</comment>
        <translation>密钥库出了问题，什么都没改</translation>
    </message>
    <message>
        <source>This PC does not have the master key of this shop.</source>
        <comment>unlocking.vault_lost</comment>
        <translation>这台电脑上没有这家店的主密钥</translation>
    </message>
    <message>
        <source>No merchant keys: nothing arrives and nothing is refunded. Enter them in Settings.</source>
        <comment>unlocking.keys_missing</comment>
        <translation>没有商户密钥，收不到申请，也不能退款。请到“设置”里填</translation>
    </message>
    <message>
        <source>Keys missing</source>
        <comment>unlocking.keys_missing_lead</comment>
        <translation>缺少密钥</translation>
    </message>
    <message>
        <source>Certificate</source>
        <comment>unlocking.certificate_lead</comment>
        <translation>商户证书</translation>
    </message>
    <message>
        <source>The certificate has expired. WeChat refuses every call. Change it in Settings.</source>
        <comment>unlocking.certificate_over</comment>
        <translation>商户证书已经到期，微信不再受理。请到“设置”里换新的</translation>
    </message>
    <message>
        <source>Change it</source>
        <comment>unlocking.certificate_press</comment>
        <translation>去更换</translation>
    </message>
    <message>
        <source>Send back by</source>
        <comment>waiting.send_back_by</comment>
        <translation>寄回期限</translation>
    </message>
    <message>
        <source>Parcel</source>
        <comment>waiting.parcel</comment>
        <translation>退回快递</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <comment>waiting.parcel_none</comment>
        <translation>客户还没有寄出</translation>
    </message>
    <message>
        <source>{carrier} {number}, sent {when}</source>
        <comment>waiting.parcel_sent</comment>
        <translation>{carrier} {number}，{when} 寄出</translation>
    </message>
    <message>
        <source>{carrier} {number}, delivered {when}</source>
        <comment>waiting.parcel_arrived</comment>
        <translation>{carrier} {number}，{when} 送到</translation>
    </message>
    <message>
        <source>Taken in</source>
        <comment>waiting.taken_in</comment>
        <translation>收货</translation>
    </message>
    <message>
        <source>{when}, as sent</source>
        <comment>waiting.taken_in_well</comment>
        <translation>{when}，没有问题</translation>
    </message>
    <message>
        <source>{when}, not as sent</source>
        <comment>waiting.taken_in_badly</comment>
        <translation>{when}，与发出时不符</translation>
    </message>
    <message>
        <source>{amount}, no answer yet</source>
        <comment>waiting.offer_open</comment>
        <translation>{amount}，等客户答复</translation>
    </message>
    <message>
        <source>{amount}, agreed</source>
        <comment>waiting.offer_agreed</comment>
        <translation>{amount}，客户同意</translation>
    </message>
    <message>
        <source>{amount}, refused</source>
        <comment>waiting.offer_refused</comment>
        <translation>{amount}，客户没有同意</translation>
    </message>
    <message>
        <source>{amount}, withdrawn</source>
        <comment>waiting.offer_withdrawn</comment>
        <translation>{amount}，已作废</translation>
    </message>
    <message>
        <source>{amount} once the {kind} is there</source>
        <comment>waiting.proof_awaited</comment>
        <translation>{kind}到了就退 {amount}</translation>
    </message>
    <message>
        <source>{kind}, added {when}</source>
        <comment>waiting.proof_given</comment>
        <translation>{kind}，{when}上传</translation>
    </message>
    <message>
        <source>Reminder</source>
        <comment>waiting.remind_lead</comment>
        <translation>提醒</translation>
    </message>
    <message>
        <source>{n} return ends soon</source>
        <comment>waiting.remind_ends.one</comment>
        <translation>{n} 件退货快到寄回期限</translation>
    </message>
    <message>
        <source>{n} returns end soon</source>
        <comment>waiting.remind_ends</comment>
        <translation>{n} 件退货快到寄回期限</translation>
    </message>
    <message>
        <source>{n} return was not sent in time</source>
        <comment>waiting.remind_over.one</comment>
        <translation>{n} 件退货过了期限还没寄出</translation>
    </message>
    <message>
        <source>{n} returns not sent in time</source>
        <comment>waiting.remind_over</comment>
        <translation>{n} 件退货过了期限还没寄出</translation>
    </message>
    <message>
        <source>{n} parcel is not unpacked</source>
        <comment>waiting.remind_arrived.one</comment>
        <translation>{n} 件退货送到了，还没点收</translation>
    </message>
    <message>
        <source>{n} parcels are not unpacked</source>
        <comment>waiting.remind_arrived</comment>
        <translation>{n} 件退货送到了，还没点收</translation>
    </message>
    <message>
        <source>{n} offer has no answer</source>
        <comment>waiting.remind_offers.one</comment>
        <translation>{n} 个协商没有答复</translation>
    </message>
    <message>
        <source>{n} offers have no answer</source>
        <comment>waiting.remind_offers</comment>
        <translation>{n} 个协商没有答复</translation>
    </message>
    <message>
        <source>{n} refund waits for a proof</source>
        <comment>waiting.remind_proofs.one</comment>
        <translation>{n} 笔退款在等凭证</translation>
    </message>
    <message>
        <source>{n} refunds wait for proofs</source>
        <comment>waiting.remind_proofs</comment>
        <translation>{n} 笔退款在等凭证</translation>
    </message>
    <message>
        <source>Show the first</source>
        <comment>waiting.remind_press</comment>
        <translation>看第一笔</translation>
    </message>
    <message>
        <source>Asked for the goods</source>
        <comment>waiting.audit_asked</comment>
        <translation>请客户把货寄回</translation>
    </message>
    <message>
        <source>Offered {amount}</source>
        <comment>waiting.audit_offered</comment>
        <translation>提出退 {amount}</translation>
    </message>
    <message>
        <source>Goods came back</source>
        <comment>waiting.audit_taken_in</comment>
        <translation>收到退回的货</translation>
    </message>
    <message>
        <source>The customer {answer}</source>
        <comment>waiting.audit_answered</comment>
        <translation>客户{answer}</translation>
    </message>
    <message>
        <source>agreed to the offer</source>
        <comment>waiting.audit_answer_agreed</comment>
        <translation>同意了协商</translation>
    </message>
    <message>
        <source>refused the offer</source>
        <comment>waiting.audit_answer_refused</comment>
        <translation>没有同意协商</translation>
    </message>
    <message>
        <source>Agreed to {amount}, once proven</source>
        <comment>waiting.audit_proof_agreed</comment>
        <translation>同意退 {amount}，等凭证</translation>
    </message>
    <message>
        <source>The proof was added</source>
        <comment>waiting.audit_proof_given</comment>
        <translation>凭证已上传</translation>
    </message>
    <message>
        <source>The application changed: agreement dropped</source>
        <comment>waiting.audit_proof_let_go</comment>
        <translation>申请变了，等凭证的同意作废</translation>
    </message>
    <message>
        <source>not as sent</source>
        <comment>waiting.not_as_sent</comment>
        <translation>与发出时不符</translation>
    </message>
    <message>
        <source>Proof</source>
        <comment>waiting.event_proof</comment>
        <translation>凭证</translation>
    </message>
    <message>
        <source>Return</source>
        <comment>waiting.section_return</comment>
        <translation>退货</translation>
    </message>
    <message>
        <source>Offers</source>
        <comment>waiting.section_offers</comment>
        <translation>协商</translation>
    </message>
    <message>
        <source>Refund once proven</source>
        <comment>waiting.section_proof</comment>
        <translation>等凭证再退</translation>
    </message>
    <message>
        <source>Offer agreed</source>
        <comment>waiting.marked_agreed</comment>
        <translation>同意协商</translation>
    </message>
    <message>
        <source>Offer refused</source>
        <comment>waiting.marked_refused</comment>
        <translation>没同意协商</translation>
    </message>
</context>
</TS>
