<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name></name>
    <message id="dure.alias.building">
        <translation>Building %1</translation>
    </message>
    <message id="dure.alias.business">
        <translation>Shop %1</translation>
    </message>
    <message id="dure.alias.charger">
        <translation>Charger %1</translation>
    </message>
    <message id="dure.alias.common-area">
        <translation>Common area</translation>
    </message>
    <message id="dure.alias.community">
        <translation>Neighbour village %1</translation>
    </message>
    <message id="dure.alias.external-seller">
        <translation>Outside seller %1</translation>
    </message>
    <message id="dure.alias.home">
        <translation>Neighbour %1</translation>
    </message>
    <message id="dure.alias.home-of-feeder">
        <translation>Bldg %1 %2</translation>
    </message>
    <message id="dure.block.all">
        <translation>All blocks</translation>
    </message>
    <message id="dure.block.column-from">
        <translation>From</translation>
    </message>
    <message id="dure.block.column-result">
        <translation>Result</translation>
    </message>
    <message id="dure.block.column-what">
        <translation>What</translation>
    </message>
    <message id="dure.block.column-with">
        <translation>With</translation>
    </message>
    <message id="dure.block.done">
        <translation>Done</translation>
    </message>
    <message id="dure.block.empty">
        <translation>An empty block: a sign of life.</translation>
    </message>
    <message id="dure.block.failed">
        <translation>Failed</translation>
    </message>
    <message id="dure.block.find">
        <translation>Search</translation>
    </message>
    <message id="dure.block.first-round">
        <translation>validators, in the first round</translation>
    </message>
    <message id="dure.block.gas">
        <translation>Gas %1</translation>
    </message>
    <message id="dure.block.next">
        <translation>Next</translation>
    </message>
    <message id="dure.block.not-understood">
        <translation>Enter a block's number or a hash of 64 hexadecimal digits.</translation>
    </message>
    <message id="dure.block.nowhere">
        <translation>There is no such block or transaction, or its record cannot be read.</translation>
    </message>
    <message id="dure.block.open">
        <translation>Open block %1</translation>
    </message>
    <message id="dure.block.previous">
        <translation>Previous</translation>
    </message>
    <message id="dure.block.proposer">
        <translation>Proposer</translation>
    </message>
    <message id="dure.block.round">
        <translation>decided in round %1</translation>
    </message>
    <message id="dure.block.seals">
        <translation>Sealed by</translation>
    </message>
    <message id="dure.block.search">
        <translation>Block number or hash</translation>
    </message>
    <message id="dure.block.searching">
        <translation>Looking for it</translation>
    </message>
    <message id="dure.block.title">
        <translation>Block %1</translation>
    </message>
    <message id="dure.block.title-none">
        <translation>Block</translation>
    </message>
    <message id="dure.call.add-validator">
        <translation>Validator added</translation>
    </message>
    <message id="dure.call.agent">
        <translation>Automation key changed</translation>
    </message>
    <message id="dure.call.allow">
        <translation>Spending allowed</translation>
    </message>
    <message id="dure.call.announce">
        <translation>Node's address announced</translation>
    </message>
    <message id="dure.call.apply">
        <translation>Application</translation>
    </message>
    <message id="dure.call.approve">
        <translation>Member approved</translation>
    </message>
    <message id="dure.call.approve-node">
        <translation>Node approved</translation>
    </message>
    <message id="dure.call.cancel-invite">
        <translation>Invite cancelled</translation>
    </message>
    <message id="dure.call.clear">
        <translation>Slot matched</translation>
    </message>
    <message id="dure.call.conditions">
        <translation>Conditions changed</translation>
    </message>
    <message id="dure.call.contract-authority">
        <translation>Roles</translation>
    </message>
    <message id="dure.call.contract-coin">
        <translation>Coin</translation>
    </message>
    <message id="dure.call.contract-governance">
        <translation>Network</translation>
    </message>
    <message id="dure.call.contract-market">
        <translation>Market</translation>
    </message>
    <message id="dure.call.contract-policy">
        <translation>Automation limits</translation>
    </message>
    <message id="dure.call.contract-registry">
        <translation>Members</translation>
    </message>
    <message id="dure.call.create">
        <translation>Contract created</translation>
    </message>
    <message id="dure.call.deliver">
        <translation>Meters read</translation>
    </message>
    <message id="dure.call.deny">
        <translation>Application denied</translation>
    </message>
    <message id="dure.call.deposit">
        <translation>Coins issued</translation>
    </message>
    <message id="dure.call.dispute">
        <translation>Reading disputed</translation>
    </message>
    <message id="dure.call.field-amount">
        <translation>amount</translation>
    </message>
    <message id="dure.call.field-day">
        <translation>day</translation>
    </message>
    <message id="dure.call.field-endpoint">
        <translation>at</translation>
    </message>
    <message id="dure.call.field-from">
        <translation>from</translation>
    </message>
    <message id="dure.call.field-net">
        <translation>net</translation>
    </message>
    <message id="dure.call.field-node">
        <translation>node</translation>
    </message>
    <message id="dure.call.field-node-role">
        <translation>as</translation>
    </message>
    <message id="dure.call.field-per-day">
        <translation>per day</translation>
    </message>
    <message id="dure.call.field-per-slot">
        <translation>per slot</translation>
    </message>
    <message id="dure.call.field-role">
        <translation>role</translation>
    </message>
    <message id="dure.call.field-seat">
        <translation>seat</translation>
    </message>
    <message id="dure.call.field-slot">
        <translation>slot</translation>
    </message>
    <message id="dure.call.field-to">
        <translation>to</translation>
    </message>
    <message id="dure.call.forecast">
        <translation>Solar forecast</translation>
    </message>
    <message id="dure.call.grant">
        <translation>First coins changed</translation>
    </message>
    <message id="dure.call.leave">
        <translation>Member left</translation>
    </message>
    <message id="dure.call.node-left">
        <translation>Node left</translation>
    </message>
    <message id="dure.call.pause">
        <translation>Market paused</translation>
    </message>
    <message id="dure.call.policy">
        <translation>Automation limits changed</translation>
    </message>
    <message id="dure.call.redeem">
        <translation>Coins paid back</translation>
    </message>
    <message id="dure.call.redeem-invite">
        <translation>Invite used</translation>
    </message>
    <message id="dure.call.register-node">
        <translation>Node registered</translation>
    </message>
    <message id="dure.call.remove-validator">
        <translation>Validator removed</translation>
    </message>
    <message id="dure.call.replace-validator">
        <translation>Validator replaced</translation>
    </message>
    <message id="dure.call.revoke-node">
        <translation>Node revoked</translation>
    </message>
    <message id="dure.call.role">
        <translation>Role granted</translation>
    </message>
    <message id="dure.call.roles">
        <translation>Roles set</translation>
    </message>
    <message id="dure.call.rules">
        <translation>Slot times changed</translation>
    </message>
    <message id="dure.call.set-manager">
        <translation>Manager changed</translation>
    </message>
    <message id="dure.call.settle">
        <translation>Slot settled</translation>
    </message>
    <message id="dure.call.transfer">
        <translation>Coins sent</translation>
    </message>
    <message id="dure.call.unknown">
        <translation>Unknown call</translation>
    </message>
    <message id="dure.call.unpause">
        <translation>Market resumed</translation>
    </message>
    <message id="dure.call.vote">
        <translation>Vote: %1</translation>
    </message>
    <message id="dure.call.withdraw-vote">
        <translation>Vote withdrawn: %1</translation>
    </message>
    <message id="dure.coins.address-label">
        <translation>Address, 0x…</translation>
    </message>
    <message id="dure.coins.bad-address">
        <translation>This is not an address: 0x and 40 letters and digits.</translation>
    </message>
    <message id="dure.coins.balance">
        <translation>Coin balance</translation>
    </message>
    <message id="dure.coins.bought">
        <translation>Bought %1</translation>
    </message>
    <message id="dure.coins.cancel">
        <translation>Cancel</translation>
    </message>
    <message id="dure.coins.checking">
        <translation>checking</translation>
    </message>
    <message id="dure.coins.checking-balance">
        <translation>Checking amount</translation>
    </message>
    <message id="dure.coins.choose-member">
        <translation>Members</translation>
    </message>
    <message id="dure.coins.close">
        <translation>Close</translation>
    </message>
    <message id="dure.coins.copy-address">
        <translation>Copy address</translation>
    </message>
    <message id="dure.coins.deposit">
        <translation>Deposit</translation>
    </message>
    <message id="dure.coins.detail-block">
        <translation>Block</translation>
    </message>
    <message id="dure.coins.detail-pending">
        <translation>The slot is metered and settled first; then the coins move.</translation>
    </message>
    <message id="dure.coins.detail-tx">
        <translation>Record</translation>
    </message>
    <message id="dure.coins.detail-what">
        <translation>What</translation>
    </message>
    <message id="dure.coins.detail-when">
        <translation>When</translation>
    </message>
    <message id="dure.coins.empty">
        <translation>Nothing has moved yet.</translation>
    </message>
    <message id="dure.coins.filter-all">
        <translation>All</translation>
    </message>
    <message id="dure.coins.filter-purchases">
        <translation>Purchases</translation>
    </message>
    <message id="dure.coins.filter-sales">
        <translation>Sales</translation>
    </message>
    <message id="dure.coins.filter-transfers">
        <translation>Transfers</translation>
    </message>
    <message id="dure.coins.grant">
        <translation>Welcome coins</translation>
    </message>
    <message id="dure.coins.hide">
        <translation>Hide</translation>
    </message>
    <message id="dure.coins.how-much">
        <translation>How much?</translation>
    </message>
    <message id="dure.coins.list-unknown">
        <translation>The amount is being checked.</translation>
    </message>
    <message id="dure.coins.locked">
        <translation>%1 held for purchases</translation>
    </message>
    <message id="dure.coins.locked-short">
        <translation>%1 held</translation>
    </message>
    <message id="dure.coins.masked">
        <translation>Enter the PIN to see it</translation>
    </message>
    <message id="dure.coins.month">
        <translation>This month %1</translation>
    </message>
    <message id="dure.coins.no-amount">
        <translation>Enter an amount.</translation>
    </message>
    <message id="dure.coins.office">
        <translation>Management office</translation>
    </message>
    <message id="dure.coins.own-address">
        <translation>This is your own address.</translation>
    </message>
    <message id="dure.coins.pending-in">
        <translation>Still to receive</translation>
    </message>
    <message id="dure.coins.purchase">
        <translation>Purchase settled</translation>
    </message>
    <message id="dure.coins.purchase-pending">
        <translation>Purchase, checking</translation>
    </message>
    <message id="dure.coins.rate">
        <translation>1 coin = 1 won</translation>
    </message>
    <message id="dure.coins.receive">
        <translation>Receive</translation>
    </message>
    <message id="dure.coins.receive-text">
        <translation>Members of the village find this home in their list. For anybody else this is the address.</translation>
    </message>
    <message id="dure.coins.receive-title">
        <translation>Receive coins</translation>
    </message>
    <message id="dure.coins.received">
        <translation>received</translation>
    </message>
    <message id="dure.coins.redemption">
        <translation>Put on the maintenance bill</translation>
    </message>
    <message id="dure.coins.sale">
        <translation>Sale settled</translation>
    </message>
    <message id="dure.coins.sale-pending">
        <translation>Sale, checking</translation>
    </message>
    <message id="dure.coins.send">
        <translation>Send</translation>
    </message>
    <message id="dure.coins.send-summary">
        <translation>%1 to %2. This cannot be taken back.</translation>
    </message>
    <message id="dure.coins.send-title">
        <translation>Send coins</translation>
    </message>
    <message id="dure.coins.sent">
        <translation>sent</translation>
    </message>
    <message id="dure.coins.sent-toast">
        <translation>The coins are sent.</translation>
    </message>
    <message id="dure.coins.show">
        <translation>Show</translation>
    </message>
    <message id="dure.coins.sold">
        <translation>Sold %1</translation>
    </message>
    <message id="dure.coins.spendable">
        <translation>You have %1 to send</translation>
    </message>
    <message id="dure.coins.to-whom">
        <translation>To whom?</translation>
    </message>
    <message id="dure.coins.too-much">
        <translation>You can send up to %1.</translation>
    </message>
    <message id="dure.coins.transfer-in">
        <translation>Coins received</translation>
    </message>
    <message id="dure.coins.transfer-out">
        <translation>Coins sent</translation>
    </message>
    <message id="dure.coins.type-address">
        <translation>Address</translation>
    </message>
    <message id="dure.coins.unknown">
        <translation>The amount is still being checked.</translation>
    </message>
    <message id="dure.condition.a-day">
        <translation>a day</translation>
    </message>
    <message id="dure.condition.about-a-day">
        <translation>about, a day</translation>
    </message>
    <message id="dure.condition.all-day">
        <translation>All day</translation>
    </message>
    <message id="dure.condition.all-surplus">
        <translation>All surplus</translation>
    </message>
    <message id="dure.condition.ask-buy">
        <translation>Buy like this?</translation>
    </message>
    <message id="dure.condition.ask-buy-price">
        <translation>Up to which price do you buy?</translation>
    </message>
    <message id="dure.condition.ask-buy-quantity">
        <translation>How much do you buy?</translation>
    </message>
    <message id="dure.condition.ask-buy-time">
        <translation>When do you buy?</translation>
    </message>
    <message id="dure.condition.ask-sell">
        <translation>Sell like this?</translation>
    </message>
    <message id="dure.condition.ask-sell-price">
        <translation>From which price do you sell?</translation>
    </message>
    <message id="dure.condition.ask-sell-quantity">
        <translation>How much do you sell?</translation>
    </message>
    <message id="dure.condition.ask-sell-time">
        <translation>When do you sell?</translation>
    </message>
    <message id="dure.condition.at-this-price">
        <translation>At this price</translation>
    </message>
    <message id="dure.condition.bought">
        <translation>Bought</translation>
    </message>
    <message id="dure.condition.buys">
        <translation>can be bought</translation>
    </message>
    <message id="dure.condition.buys-not">
        <translation>cannot be bought</translation>
    </message>
    <message id="dure.condition.cancel-rule">
        <translation>You can remove it at any time. Slots that are matched by then go on as agreed. Missing energy comes from the grid; there is no penalty.</translation>
    </message>
    <message id="dure.condition.change">
        <translation>Change</translation>
    </message>
    <message id="dure.condition.day-purchase">
        <translation>About %1 for %2 a day</translation>
    </message>
    <message id="dure.condition.day-sale">
        <translation>About %1 and %2 a day</translation>
    </message>
    <message id="dure.condition.daytime">
        <translation>Daytime</translation>
    </message>
    <message id="dure.condition.energy-name">
        <translation>Energy in a slot</translation>
    </message>
    <message id="dure.condition.evening">
        <translation>Evening</translation>
    </message>
    <message id="dure.condition.every">
        <translation>every %1, %2 a day at most</translation>
    </message>
    <message id="dure.condition.every-day">
        <translation>Every day</translation>
    </message>
    <message id="dure.condition.first-slot">
        <translation>First slot</translation>
    </message>
    <message id="dure.condition.fixed-amount">
        <translation>A fixed amount</translation>
    </message>
    <message id="dure.condition.from">
        <translation>From</translation>
    </message>
    <message id="dure.condition.hour">
        <translation>%1 h</translation>
    </message>
    <message id="dure.condition.hours">
        <translation>%1~%2</translation>
    </message>
    <message id="dure.condition.hours-overnight">
        <translation>%1~next day %2</translation>
    </message>
    <message id="dure.condition.limit-from">
        <translation>from %1</translation>
    </message>
    <message id="dure.condition.limit-to">
        <translation>up to %1</translation>
    </message>
    <message id="dure.condition.mark-first-tier">
        <translation>Utility tier 1 %1 won</translation>
    </message>
    <message id="dure.condition.mark-tier">
        <translation>Tier %1 %2 won</translation>
    </message>
    <message id="dure.condition.mark-utility-buy">
        <translation>Buy from utility %1 won</translation>
    </message>
    <message id="dure.condition.mark-utility-sell">
        <translation>Sell to utility %1 won</translation>
    </message>
    <message id="dure.condition.match-count">
        <translation>%1 of %2</translation>
    </message>
    <message id="dure.condition.match-share">
        <translation>Matched</translation>
    </message>
    <message id="dure.condition.mean">
        <translation>Village mean %1 won</translation>
    </message>
    <message id="dure.condition.next">
        <translation>Next</translation>
    </message>
    <message id="dure.condition.note-buy-less">
        <translation>%1 won is the highest price. You pay the price of the moment, &lt;b&gt;%3&lt;/b&gt; less than to the utility (%2 won).</translation>
    </message>
    <message id="dure.condition.note-buy-more">
        <translation>%1 won is the highest price. This is &lt;b&gt;%3&lt;/b&gt; more than to the utility (%2 won).</translation>
    </message>
    <message id="dure.condition.note-no-prices">
        <translation>There are no prices of the last days yet.</translation>
    </message>
    <message id="dure.condition.note-no-purchase">
        <translation>At this price nothing could have been bought in the last days.</translation>
    </message>
    <message id="dure.condition.note-no-sale">
        <translation>At this price nothing would have sold in the last days.</translation>
    </message>
    <message id="dure.condition.note-sell-less">
        <translation>%1 won is the lowest price. This is &lt;b&gt;%3&lt;/b&gt; less than from the utility (%2 won).</translation>
    </message>
    <message id="dure.condition.note-sell-more">
        <translation>%1 won is the lowest price. You get the price of the moment, &lt;b&gt;%3&lt;/b&gt; more than from the utility (%2 won).</translation>
    </message>
    <message id="dure.condition.of-asked">
        <translation>kWh of %1</translation>
    </message>
    <message id="dure.condition.own-hours">
        <translation>Own hours</translation>
    </message>
    <message id="dure.condition.pay">
        <translation>to pay</translation>
    </message>
    <message id="dure.condition.preset-buy-surely">
        <translation>Buy surely %1 won</translation>
    </message>
    <message id="dure.condition.preset-mean">
        <translation>Village mean %1 won</translation>
    </message>
    <message id="dure.condition.preset-sell-fast">
        <translation>Sell fast %1 won</translation>
    </message>
    <message id="dure.condition.preset-utility">
        <translation>Utility level %1 won</translation>
    </message>
    <message id="dure.condition.previous">
        <translation>Back</translation>
    </message>
    <message id="dure.condition.price-name">
        <translation>Price</translation>
    </message>
    <message id="dure.condition.quantity-per-slot">
        <translation>%1 / %2</translation>
    </message>
    <message id="dure.condition.receive">
        <translation>to receive</translation>
    </message>
    <message id="dure.condition.recent-prices">
        <translation>Prices of the last 7 days</translation>
    </message>
    <message id="dure.condition.register">
        <translation>Register</translation>
    </message>
    <message id="dure.condition.sells">
        <translation>sells</translation>
    </message>
    <message id="dure.condition.sells-not">
        <translation>does not sell</translation>
    </message>
    <message id="dure.condition.sending">
        <translation>Being checked</translation>
    </message>
    <message id="dure.condition.sent-purchase">
        <translation>Your buy condition is on the network.</translation>
    </message>
    <message id="dure.condition.sent-sale">
        <translation>Your sell condition is on the network.</translation>
    </message>
    <message id="dure.condition.sold">
        <translation>Sold</translation>
    </message>
    <message id="dure.condition.state-active">
        <translation>Working</translation>
    </message>
    <message id="dure.condition.state-failed">
        <translation>Refused</translation>
    </message>
    <message id="dure.condition.state-pending">
        <translation>Checking</translation>
    </message>
    <message id="dure.condition.state-removing">
        <translation>Removing</translation>
    </message>
    <message id="dure.condition.step-confirm">
        <translation>Confirm</translation>
    </message>
    <message id="dure.condition.step-price">
        <translation>Price</translation>
    </message>
    <message id="dure.condition.step-quantity">
        <translation>Quantity</translation>
    </message>
    <message id="dure.condition.step-time">
        <translation>Time</translation>
    </message>
    <message id="dure.condition.surplus-most">
        <translation>At most %1 in %2</translation>
    </message>
    <message id="dure.condition.surplus-text">
        <translation>Whatever your home does not use is offered, more in the sun and nothing at night. Yesterday it was this much.</translation>
    </message>
    <message id="dure.condition.title-buy">
        <translation>Buy condition</translation>
    </message>
    <message id="dure.condition.title-sell">
        <translation>Sell condition</translation>
    </message>
    <message id="dure.condition.to">
        <translation>To</translation>
    </message>
    <message id="dure.condition.usual-price">
        <translation>Usual price</translation>
    </message>
    <message id="dure.condition.weekend">
        <translation>Weekends</translation>
    </message>
    <message id="dure.condition.workdays">
        <translation>Weekdays</translation>
    </message>
    <message id="dure.contract.after">
        <translation>after %1</translation>
    </message>
    <message id="dure.contract.agreed">
        <translation>/ agreed %1</translation>
    </message>
    <message id="dure.contract.block">
        <translation>Block %1</translation>
    </message>
    <message id="dure.contract.by">
        <translation>by %1</translation>
    </message>
    <message id="dure.contract.copied">
        <translation>Copied.</translation>
    </message>
    <message id="dure.contract.copy">
        <translation>Copy</translation>
    </message>
    <message id="dure.contract.from">
        <translation>from %1</translation>
    </message>
    <message id="dure.contract.gone">
        <translation>This contract is no longer in the wallpad's memory.</translation>
    </message>
    <message id="dure.contract.legend-agreed">
        <translation>agreed</translation>
    </message>
    <message id="dure.contract.legend-received">
        <translation>received</translation>
    </message>
    <message id="dure.contract.legend-sent">
        <translation>sent</translation>
    </message>
    <message id="dure.contract.metered">
        <translation>Our meter %1 %2 · settled %3</translation>
    </message>
    <message id="dure.contract.metered-in">
        <translation>taken in</translation>
    </message>
    <message id="dure.contract.metered-out">
        <translation>sent out</translation>
    </message>
    <message id="dure.contract.money-hidden">
        <translation>Unlock to see money</translation>
    </message>
    <message id="dure.contract.partners-more">
        <translation>%1 and %2 more</translation>
    </message>
    <message id="dure.contract.proof">
        <translation>Proof of trade</translation>
    </message>
    <message id="dure.contract.proof-text">
        <translation>Hash of all contracts of this slot</translation>
    </message>
    <message id="dure.contract.received-energy">
        <translation>Received energy</translation>
    </message>
    <message id="dure.contract.sent-energy">
        <translation>Sent energy</translation>
    </message>
    <message id="dure.contract.title-purchase">
        <translation>Purchase contract</translation>
    </message>
    <message id="dure.contract.title-sale">
        <translation>Sale contract</translation>
    </message>
    <message id="dure.contract.to-pay">
        <translation>You pay</translation>
    </message>
    <message id="dure.contract.to-receive">
        <translation>You receive</translation>
    </message>
    <message id="dure.contract.until">
        <translation>until %1</translation>
    </message>
    <message id="dure.contract.your-condition">
        <translation>Your condition</translation>
    </message>
    <message id="dure.contracts.empty">
        <translation>No contract yet. They come by themselves when a condition is met.</translation>
    </message>
    <message id="dure.contracts.purchase">
        <translation>Purchase %1</translation>
    </message>
    <message id="dure.contracts.running">
        <translation>%1 under way</translation>
    </message>
    <message id="dure.contracts.sale">
        <translation>Sale %1</translation>
    </message>
    <message id="dure.contracts.title">
        <translation>Contracts</translation>
    </message>
    <message id="dure.deviation.cancelled">
        <translation>The contract was cancelled. No coins moved.</translation>
    </message>
    <message id="dure.deviation.coming">
        <translation>Delivery begins at %1.</translation>
    </message>
    <message id="dure.deviation.estimated">
        <translation>%1 The reading was missing and is an estimate.</translation>
    </message>
    <message id="dure.deviation.none">
        <translation>Delivered exactly as agreed.</translation>
    </message>
    <message id="dure.deviation.running">
        <translation>Being delivered now. The meter decides at the end.</translation>
    </message>
    <message id="dure.deviation.sold-less">
        <translation>%1 were missing and came from the grid. There is no penalty.</translation>
    </message>
    <message id="dure.deviation.sold-more">
        <translation>%1 more than agreed went to the utility.</translation>
    </message>
    <message id="dure.deviation.used-less">
        <translation>%1 of what was bought were not used and went to the grid.</translation>
    </message>
    <message id="dure.deviation.used-more">
        <translation>%1 more than agreed came from the utility.</translation>
    </message>
    <message id="dure.deviation.waiting">
        <translation>Delivered. Waiting for the meter reading.</translation>
    </message>
    <message id="dure.join.address">
        <translation>Address %1</translation>
    </message>
    <message id="dure.join.admitted">
        <translation>This wallpad is let in</translation>
    </message>
    <message id="dure.join.again">
        <translation>Ask again</translation>
    </message>
    <message id="dure.join.asking">
        <translation>Asking the community</translation>
    </message>
    <message id="dure.join.asks">
        <translation>Asks</translation>
    </message>
    <message id="dure.join.begin">
        <translation>Join with an invite</translation>
    </message>
    <message id="dure.join.best-unknown">
        <translation>Finding out how far the others are</translation>
    </message>
    <message id="dure.join.block-of">
        <translation>Block %1 of %2</translation>
    </message>
    <message id="dure.join.clear">
        <translation>Clear</translation>
    </message>
    <message id="dure.join.community">
        <translation>Community</translation>
    </message>
    <message id="dure.join.damaged">
        <translation>A letter of the invite is missing or wrong. Scan or paste it again.</translation>
    </message>
    <message id="dure.join.disk">
        <translation>This wallpad cannot keep what it needs. Is its disk full?</translation>
    </message>
    <message id="dure.join.empty">
        <translation>Scan or paste the invite</translation>
    </message>
    <message id="dure.join.expired">
        <translation>The invite has expired. Ask the management office for a new one.</translation>
    </message>
    <message id="dure.join.for-another">
        <translation>The invite is for another device. Ask the management office for one of your own.</translation>
    </message>
    <message id="dure.join.found">
        <translation>The community answers</translation>
    </message>
    <message id="dure.join.found-text">
        <translation>Its first block is the one that the invite names. From here on this wallpad is a node of that community.</translation>
    </message>
    <message id="dure.join.good">
        <translation>A good invite</translation>
    </message>
    <message id="dure.join.invite">
        <translation>Invite</translation>
    </message>
    <message id="dure.join.join">
        <translation>Join</translation>
    </message>
    <message id="dure.join.looking">
        <translation>Looking for the community's nodes</translation>
    </message>
    <message id="dure.join.member-already">
        <translation>This wallpad is in a community already.</translation>
    </message>
    <message id="dure.join.newer">
        <translation>The invite is of a newer program. Update this wallpad first.</translation>
    </message>
    <message id="dure.join.no-genesis">
        <translation>%1 answers, but does not show its community. Try again later.</translation>
    </message>
    <message id="dure.join.not-an-invite">
        <translation>This is no invite. An invite begins with DURE1:</translation>
    </message>
    <message id="dure.join.not-for-homes">
        <translation>The invite is for a server of the building, not for a home.</translation>
    </message>
    <message id="dure.join.not-the-managers">
        <translation>The invite is not signed by this community's manager. Do not trust it; ask the management office.</translation>
    </message>
    <message id="dure.join.open">
        <translation>Go in</translation>
    </message>
    <message id="dure.join.other-community">
        <translation>The invite is of another community.</translation>
    </message>
    <message id="dure.join.other-invite">
        <translation>Use another invite</translation>
    </message>
    <message id="dure.join.paste">
        <translation>Paste</translation>
    </message>
    <message id="dure.join.redeeming">
        <translation>Using the invite</translation>
    </message>
    <message id="dure.join.refused">
        <translation>The community does not let this wallpad in</translation>
    </message>
    <message id="dure.join.revoked">
        <translation>This wallpad was sent away from the community. Ask the management office.</translation>
    </message>
    <message id="dure.join.spent">
        <translation>The invite was used or cancelled. Ask the management office for a new one.</translation>
    </message>
    <message id="dure.join.syncing">
        <translation>Fetching the community's blocks</translation>
    </message>
    <message id="dure.join.tell-words">
        <translation>Tell the management office these six words. They let in the node that shows them, and no other.</translation>
    </message>
    <message id="dure.join.text">
        <translation>The management office gives you an invite as a code to scan or as a text. It is good once.</translation>
    </message>
    <message id="dure.join.text-network">
        <translation>This wallpad is a node of your community now. It fetches every block, checks it, and then asks to be let in.</translation>
    </message>
    <message id="dure.join.text-unit">
        <translation>Your home's number is not written on the chain.</translation>
    </message>
    <message id="dure.join.title">
        <translation>Join with an invite</translation>
    </message>
    <message id="dure.join.unit">
        <translation>Home</translation>
    </message>
    <message id="dure.join.unreachable">
        <translation>Nobody answers at %1. Is this wallpad on the building's network?</translation>
    </message>
    <message id="dure.join.until">
        <translation>Good until</translation>
    </message>
    <message id="dure.join.waiting">
        <translation>Waiting for the manager</translation>
    </message>
    <message id="dure.join.wrong-genesis">
        <translation>What answers at %1 belongs to another community. Do not trust it; ask the management office.</translation>
    </message>
    <message id="dure.kind.building">
        <translation>Building</translation>
    </message>
    <message id="dure.kind.business">
        <translation>Shop or school</translation>
    </message>
    <message id="dure.kind.charger">
        <translation>Charger</translation>
    </message>
    <message id="dure.kind.common-area">
        <translation>Common area</translation>
    </message>
    <message id="dure.kind.community">
        <translation>Community</translation>
    </message>
    <message id="dure.kind.external-seller">
        <translation>Outside seller</translation>
    </message>
    <message id="dure.kind.home">
        <translation>Home</translation>
    </message>
    <message id="dure.manager.all-online">
        <translation>All homes report</translation>
    </message>
    <message id="dure.manager.amount">
        <translation>Amount</translation>
    </message>
    <message id="dure.manager.applicant">
        <translation>Applicant</translation>
    </message>
    <message id="dure.manager.applications">
        <translation>Applications</translation>
    </message>
    <message id="dure.manager.applied">
        <translation>Waiting for approval</translation>
    </message>
    <message id="dure.manager.approve">
        <translation>Approve</translation>
    </message>
    <message id="dure.manager.approve-text">
        <translation>It gets a seat on the market and its first coins. Compare the key with the application form: %1</translation>
    </message>
    <message id="dure.manager.approve-title">
        <translation>Approve this member?</translation>
    </message>
    <message id="dure.manager.block-age">
        <translation>Block %1 · %2</translation>
    </message>
    <message id="dure.manager.blocks">
        <translation>Blocks</translation>
    </message>
    <message id="dure.manager.building">
        <translation>Bldg %1</translation>
    </message>
    <message id="dure.manager.buyer">
        <translation>Buyer</translation>
    </message>
    <message id="dure.manager.by-building">
        <translation>Members by building</translation>
    </message>
    <message id="dure.manager.chain-id">
        <translation>Chain id %1</translation>
    </message>
    <message id="dure.manager.chart-axes">
        <translation>won/kWh, energy summed up</translation>
    </message>
    <message id="dure.manager.cleared-at">
        <translation>cleared at %1</translation>
    </message>
    <message id="dure.manager.clearing-price">
        <translation>Clearing price</translation>
    </message>
    <message id="dure.manager.coins-balance">
        <translation>sellers received = buyers paid</translation>
    </message>
    <message id="dure.manager.column-age">
        <translation>Age</translation>
    </message>
    <message id="dure.manager.column-cleared">
        <translation>Cleared · block</translation>
    </message>
    <message id="dure.manager.column-coins">
        <translation>Coins</translation>
    </message>
    <message id="dure.manager.column-gas">
        <translation>Gas</translation>
    </message>
    <message id="dure.manager.column-hash">
        <translation>Hash</translation>
    </message>
    <message id="dure.manager.column-height">
        <translation>Height</translation>
    </message>
    <message id="dure.manager.column-key">
        <translation>Key</translation>
    </message>
    <message id="dure.manager.column-kind">
        <translation>Kind</translation>
    </message>
    <message id="dure.manager.column-name">
        <translation>Name</translation>
    </message>
    <message id="dure.manager.column-net">
        <translation>Last slot</translation>
    </message>
    <message id="dure.manager.column-plant">
        <translation>Plant</translation>
    </message>
    <message id="dure.manager.column-proof">
        <translation>List hash</translation>
    </message>
    <message id="dure.manager.column-reading">
        <translation>Reading</translation>
    </message>
    <message id="dure.manager.column-reported">
        <translation>Readings · block</translation>
    </message>
    <message id="dure.manager.column-settled">
        <translation>Settled · block</translation>
    </message>
    <message id="dure.manager.column-slot">
        <translation>Slot</translation>
    </message>
    <message id="dure.manager.column-state">
        <translation>State</translation>
    </message>
    <message id="dure.manager.column-time">
        <translation>Time</translation>
    </message>
    <message id="dure.manager.column-transactions">
        <translation>Transactions</translation>
    </message>
    <message id="dure.manager.connected">
        <translation>connected %1</translation>
    </message>
    <message id="dure.manager.connected-members">
        <translation>Connected members</translation>
    </message>
    <message id="dure.manager.contract-count">
        <translation>Contracts</translation>
    </message>
    <message id="dure.manager.dashboard">
        <translation>Dashboard</translation>
    </message>
    <message id="dure.manager.deciding">
        <translation>being sent</translation>
    </message>
    <message id="dure.manager.demand">
        <translation>Buying (demand)</translation>
    </message>
    <message id="dure.manager.denied">
        <translation>Denied</translation>
    </message>
    <message id="dure.manager.deny">
        <translation>Deny</translation>
    </message>
    <message id="dure.manager.deny-text">
        <translation>The home can apply again with a new invitation.</translation>
    </message>
    <message id="dure.manager.deny-title">
        <translation>Deny this application?</translation>
    </message>
    <message id="dure.manager.disputed-slots">
        <translation>Disputed</translation>
    </message>
    <message id="dure.manager.disputes-to-do">
        <translation>readings to be compared</translation>
    </message>
    <message id="dure.manager.energy">
        <translation>Energy</translation>
    </message>
    <message id="dure.manager.expected-price">
        <translation>Expected price</translation>
    </message>
    <message id="dure.manager.exported">
        <translation>sent out %1</translation>
    </message>
    <message id="dure.manager.gate-at">
        <translation>gate closes at %1</translation>
    </message>
    <message id="dure.manager.homes">
        <translation>%1 members</translation>
    </message>
    <message id="dure.manager.imported">
        <translation>Taken from the grid</translation>
    </message>
    <message id="dure.manager.key-since">
        <translation>key %1 · since %2</translation>
    </message>
    <message id="dure.manager.last-contracts">
        <translation>Contracts of the last slot</translation>
    </message>
    <message id="dure.manager.last-slot">
        <translation>Last slot</translation>
    </message>
    <message id="dure.manager.left">
        <translation>Left</translation>
    </message>
    <message id="dure.manager.lost">
        <translation>lost %1</translation>
    </message>
    <message id="dure.manager.market-monitor">
        <translation>Market monitor</translation>
    </message>
    <message id="dure.manager.members">
        <translation>Members</translation>
    </message>
    <message id="dure.manager.members-note">
        <translation>%1 of %2 connected · %3 in circulation</translation>
    </message>
    <message id="dure.manager.net-in">
        <translation>took %1</translation>
    </message>
    <message id="dure.manager.net-out">
        <translation>sent %1</translation>
    </message>
    <message id="dure.manager.network">
        <translation>Trading network</translation>
    </message>
    <message id="dure.manager.newest-blocks">
        <translation>newest %1 blocks</translation>
    </message>
    <message id="dure.manager.next-slot">
        <translation>Next slot</translation>
    </message>
    <message id="dure.manager.no-book">
        <translation>Nobody offered or wanted anything in this slot.</translation>
    </message>
    <message id="dure.manager.no-contracts">
        <translation>No contracts.</translation>
    </message>
    <message id="dure.manager.no-disputes">
        <translation>nothing to compare</translation>
    </message>
    <message id="dure.manager.no-feeder">
        <translation>No feeder</translation>
    </message>
    <message id="dure.manager.no-members">
        <translation>No members yet.</translation>
    </message>
    <message id="dure.manager.no-slots">
        <translation>No slot has been cleared yet.</translation>
    </message>
    <message id="dure.manager.nodes">
        <translation>Nodes</translation>
    </message>
    <message id="dure.manager.nothing-to-do">
        <translation>Nothing to do.</translation>
    </message>
    <message id="dure.manager.offline">
        <translation>No reading</translation>
    </message>
    <message id="dure.manager.online">
        <translation>Connected</translation>
    </message>
    <message id="dure.manager.past-prices">
        <translation>Prices of past slots</translation>
    </message>
    <message id="dure.manager.pause">
        <translation>Pause trading</translation>
    </message>
    <message id="dure.manager.pause-text">
        <translation>No new slot is cleared until trading is resumed. Matched slots are delivered and settled.</translation>
    </message>
    <message id="dure.manager.per-block">
        <translation>transactions a block</translation>
    </message>
    <message id="dure.manager.plant">
        <translation>%1 · %2 plant</translation>
    </message>
    <message id="dure.manager.price">
        <translation>Price</translation>
    </message>
    <message id="dure.manager.price-range">
        <translation>%1~%2 won</translation>
    </message>
    <message id="dure.manager.resume">
        <translation>Resume trading</translation>
    </message>
    <message id="dure.manager.resume-text">
        <translation>Slots are cleared again from the next gate on.</translation>
    </message>
    <message id="dure.manager.seat">
        <translation>Seat %1</translation>
    </message>
    <message id="dure.manager.seller">
        <translation>Seller</translation>
    </message>
    <message id="dure.manager.selling">
        <translation>selling %1</translation>
    </message>
    <message id="dure.manager.settled-energy">
        <translation>Settled energy</translation>
    </message>
    <message id="dure.manager.settled-money">
        <translation>Coins moved</translation>
    </message>
    <message id="dure.manager.settled-slots">
        <translation>Settled slots</translation>
    </message>
    <message id="dure.manager.settlement">
        <translation>Settlement</translation>
    </message>
    <message id="dure.manager.settlement-note">
        <translation>newest %1 slots</translation>
    </message>
    <message id="dure.manager.simulation">
        <translation>Simulation · %1× speed</translation>
    </message>
    <message id="dure.manager.slot-note">
        <translation>Slot %1 · %2</translation>
    </message>
    <message id="dure.manager.some-lost">
        <translation>%1 without reading · to check</translation>
    </message>
    <message id="dure.manager.supply">
        <translation>Selling (supply)</translation>
    </message>
    <message id="dure.manager.tier-mark">
        <translation>Utility tier %1 · %2</translation>
    </message>
    <message id="dure.manager.to-do">
        <translation>To do</translation>
    </message>
    <message id="dure.manager.traded-today">
        <translation>Today %1</translation>
    </message>
    <message id="dure.manager.traded-today-mean">
        <translation>Today %1 · %2 won</translation>
    </message>
    <message id="dure.manager.traders">
        <translation>Sellers / buyers</translation>
    </message>
    <message id="dure.manager.trading">
        <translation>Neighbour trade</translation>
    </message>
    <message id="dure.manager.unbought">
        <translation>Unbought ← grid</translation>
    </message>
    <message id="dure.manager.unsold">
        <translation>Unsold → grid</translation>
    </message>
    <message id="dure.manager.volume">
        <translation>Volume</translation>
    </message>
    <message id="dure.manager.waiting-slots">
        <translation>%1 on their way</translation>
    </message>
    <message id="dure.nodes.admit">
        <translation>Let in</translation>
    </message>
    <message id="dure.nodes.admit-text">
        <translation>%1

Other words there mean that somebody else used the invite: refuse that node.</translation>
    </message>
    <message id="dure.nodes.admit-title">
        <translation>Does the new node show the same six words?</translation>
    </message>
    <message id="dure.nodes.age">
        <translation>Newest block</translation>
    </message>
    <message id="dure.nodes.alone">
        <translation>this node works alone</translation>
    </message>
    <message id="dure.nodes.behind">
        <translation>%1 blocks behind</translation>
    </message>
    <message id="dure.nodes.below-ms">
        <translation>&lt; 1 ms</translation>
    </message>
    <message id="dure.nodes.block-time">
        <translation>Proposal to final</translation>
    </message>
    <message id="dure.nodes.column-last">
        <translation>Last block</translation>
    </message>
    <message id="dure.nodes.column-latency">
        <translation>Latency</translation>
    </message>
    <message id="dure.nodes.column-missed">
        <translation>Missed</translation>
    </message>
    <message id="dure.nodes.column-peer">
        <translation>Connection</translation>
    </message>
    <message id="dure.nodes.column-role">
        <translation>Role</translation>
    </message>
    <message id="dure.nodes.column-since">
        <translation>Connected</translation>
    </message>
    <message id="dure.nodes.column-state">
        <translation>State</translation>
    </message>
    <message id="dure.nodes.column-validator">
        <translation>Validator</translation>
    </message>
    <message id="dure.nodes.column-version">
        <translation>Version</translation>
    </message>
    <message id="dure.nodes.connections">
        <translation>Connections</translation>
    </message>
    <message id="dure.nodes.encrypted">
        <translation>encrypted end to end</translation>
    </message>
    <message id="dure.nodes.evidence">
        <translation>Signed two different things. Remove this validator and have its machine examined.</translation>
    </message>
    <message id="dure.nodes.evidence-words">
        <translation>%1 signed %2 at block %3, round %4</translation>
    </message>
    <message id="dure.nodes.height-unknown">
        <translation>nobody told a height yet</translation>
    </message>
    <message id="dure.nodes.me">
        <translation>%1 (me)</translation>
    </message>
    <message id="dure.nodes.median">
        <translation>median of the last blocks</translation>
    </message>
    <message id="dure.nodes.misses">
        <translation>Misses</translation>
    </message>
    <message id="dure.nodes.ms">
        <translation>%1 ms</translation>
    </message>
    <message id="dure.nodes.no-evidence">
        <translation>Nobody was seen signing two different blocks.</translation>
    </message>
    <message id="dure.nodes.no-peers">
        <translation>No connection. The cable, the relay or every other node is down.</translation>
    </message>
    <message id="dure.nodes.no-turn">
        <translation>No turn yet</translation>
    </message>
    <message id="dure.nodes.note">
        <translation>%1 · version %2</translation>
    </message>
    <message id="dure.nodes.proposes">
        <translation>Proposes</translation>
    </message>
    <message id="dure.nodes.refuse">
        <translation>Refuse</translation>
    </message>
    <message id="dure.nodes.refuse-text">
        <translation>It can ask again only with a new invite.</translation>
    </message>
    <message id="dure.nodes.refuse-title">
        <translation>Refuse this node?</translation>
    </message>
    <message id="dure.nodes.role-follower">
        <translation>Home</translation>
    </message>
    <message id="dure.nodes.role-relay">
        <translation>Relay</translation>
    </message>
    <message id="dure.nodes.role-unit">
        <translation>%1 · unit %2</translation>
    </message>
    <message id="dure.nodes.role-unknown">
        <translation>Unknown</translation>
    </message>
    <message id="dure.nodes.role-validator">
        <translation>Validator</translation>
    </message>
    <message id="dure.nodes.silent">
        <translation>Silent</translation>
    </message>
    <message id="dure.nodes.turns-note">
        <translation>in the last %1 blocks</translation>
    </message>
    <message id="dure.nodes.two-commits">
        <translation>two commits</translation>
    </message>
    <message id="dure.nodes.two-prepares">
        <translation>two prepares</translation>
    </message>
    <message id="dure.nodes.two-proposals">
        <translation>two proposals</translation>
    </message>
    <message id="dure.nodes.two-round-changes">
        <translation>two round changes</translation>
    </message>
    <message id="dure.nodes.up-to-date">
        <translation>up to date</translation>
    </message>
    <message id="dure.nodes.validators">
        <translation>Validators</translation>
    </message>
    <message id="dure.nodes.waiting">
        <translation>Waiting to be let in</translation>
    </message>
    <message id="dure.nodes.waiting-note">
        <translation>%1 · asked %2</translation>
    </message>
    <message id="dure.problem.bad-hours">
        <translation>Start and end are the same.</translation>
    </message>
    <message id="dure.problem.no-place">
        <translation>All four places are taken. Remove one first.</translation>
    </message>
    <message id="dure.problem.no-quantity">
        <translation>Choose a quantity.</translation>
    </message>
    <message id="dure.problem.no-weekday">
        <translation>Choose at least one day.</translation>
    </message>
    <message id="dure.problem.same-side">
        <translation>Another condition covers the same hours. Both will apply.</translation>
    </message>
    <message id="dure.problem.self-trade">
        <translation>You would trade with yourself: sell above your own buying price.</translation>
    </message>
    <message id="dure.problem.too-much">
        <translation>One slot can hold at most 1,048 kWh.</translation>
    </message>
    <message id="dure.rail.blocks">
        <translation>Blocks</translation>
    </message>
    <message id="dure.rail.lock">
        <translation>Lock</translation>
    </message>
    <message id="dure.rail.settlement">
        <translation>Settlement</translation>
    </message>
    <message id="dure.restore.bad-words">
        <translation>These are not twelve words of a key. Compare them with your paper, and their order.</translation>
    </message>
    <message id="dure.restore.correct">
        <translation>Correct the words</translation>
    </message>
    <message id="dure.restore.done">
        <translation>The key is back. The new PIN counts from now on.</translation>
    </message>
    <message id="dure.restore.enter">
        <translation>Enter the words of your paper in their order. Two to four letters are enough for each.</translation>
    </message>
    <message id="dure.restore.new-pin">
        <translation>Choose a new PIN: six digits.</translation>
    </message>
    <message id="dure.restore.other-key">
        <translation>These words belong to another key than this home's.</translation>
    </message>
    <message id="dure.restore.title">
        <translation>The key from twelve words</translation>
    </message>
    <message id="dure.slot.cleared">
        <translation>Cleared</translation>
    </message>
    <message id="dure.slot.disputed">
        <translation>Disputed</translation>
    </message>
    <message id="dure.slot.open">
        <translation>Open</translation>
    </message>
    <message id="dure.slot.reported">
        <translation>Readings in</translation>
    </message>
    <message id="dure.slot.settled">
        <translation>Settled</translation>
    </message>
    <message id="dure.stage.cancelled">
        <translation>Cancelled</translation>
    </message>
    <message id="dure.stage.matched">
        <translation>Matched</translation>
    </message>
    <message id="dure.stage.metered">
        <translation>Settling soon</translation>
    </message>
    <message id="dure.stage.metering">
        <translation>Being metered</translation>
    </message>
    <message id="dure.stage.receiving">
        <translation>Receiving</translation>
    </message>
    <message id="dure.stage.sending">
        <translation>Sending</translation>
    </message>
    <message id="dure.stage.settled">
        <translation>Settled</translation>
    </message>
    <message id="dure.step.matched">
        <translation>Matched</translation>
    </message>
    <message id="dure.step.metered">
        <translation>Metered</translation>
    </message>
    <message id="dure.step.receiving">
        <translation>Receiving</translation>
    </message>
    <message id="dure.step.sending">
        <translation>Sending</translation>
    </message>
    <message id="dure.step.settled">
        <translation>Settled</translation>
    </message>
    <message id="dure.step.submitted">
        <translation>Submitted</translation>
    </message>
    <message id="dure.task.applications">
        <translation>Waiting for approval: %1</translation>
    </message>
    <message id="dure.task.applications-caption">
        <translation>Check the invitation, then approve or deny</translation>
    </message>
    <message id="dure.task.caution">
        <translation>Caution</translation>
    </message>
    <message id="dure.task.disputed">
        <translation>A slot's readings are disputed</translation>
    </message>
    <message id="dure.task.lost">
        <translation>Members without reading: %1</translation>
    </message>
    <message id="dure.task.lost-caption">
        <translation>Two slots without a reading</translation>
    </message>
    <message id="dure.task.nodes">
        <translation>Nodes waiting to be let in: %1</translation>
    </message>
    <message id="dure.task.nodes-caption">
        <translation>Compare six words with the new node’s screen</translation>
    </message>
    <message id="dure.task.notice">
        <translation>Notice</translation>
    </message>
    <message id="dure.task.paused">
        <translation>Trading is paused</translation>
    </message>
    <message id="dure.task.paused-caption">
        <translation>No new slots are cleared</translation>
    </message>
    <message id="dure.task.urgent">
        <translation>Urgent</translation>
    </message>
    <message id="dure.terms.coins">
        <translation>2. Coins. One coin is one won. Coins for purchases are held when a slot is matched and paid when it is settled.</translation>
    </message>
    <message id="dure.terms.control">
        <translation>4. Control. The program may limit the inverter within the limits that you set. 'Stop selling' always works, also without the network.</translation>
    </message>
    <message id="dure.terms.data">
        <translation>3. Personal data. Readings of each slot, coins and conditions stand on the village's chain under a number, without name, building or unit. Finer readings stay in this wallpad.</translation>
    </message>
    <message id="dure.terms.leaving">
        <translation>5. Leaving. You can leave at any time once open slots are settled. Coins are paid out through the management office.</translation>
    </message>
    <message id="dure.terms.trade">
        <translation>1. Trade. Conditions that you register are matched by a common rule every slot. What is matched is binding for that slot. Deviations go to your account with the utility; there is no penalty.</translation>
    </message>
    <message id="dure.trade.book-empty">
        <translation>Nobody offers or wants anything yet.</translation>
    </message>
    <message id="dure.trade.book-title">
        <translation>Next slot %1</translation>
    </message>
    <message id="dure.trade.buy">
        <translation>Buy</translation>
    </message>
    <message id="dure.trade.cheaper">
        <translation>%1 won cheaper</translation>
    </message>
    <message id="dure.trade.contracts">
        <translation>Contracts</translation>
    </message>
    <message id="dure.trade.dearer">
        <translation>%1 won dearer</translation>
    </message>
    <message id="dure.trade.earn-less">
        <translation>%1 won less</translation>
    </message>
    <message id="dure.trade.earn-more">
        <translation>%1 won more</translation>
    </message>
    <message id="dure.trade.expected-price">
        <translation>Expected price</translation>
    </message>
    <message id="dure.trade.gate-in">
        <translation>Gate closes in</translation>
    </message>
    <message id="dure.trade.member-denied">
        <translation>The office did not approve this home. Ask there.</translation>
    </message>
    <message id="dure.trade.member-unknown">
        <translation>Checking whether this home is a member.</translation>
    </message>
    <message id="dure.trade.my-purchases">
        <translation>My buy conditions</translation>
    </message>
    <message id="dure.trade.my-sales">
        <translation>My sell conditions</translation>
    </message>
    <message id="dure.trade.new-condition">
        <translation>New condition</translation>
    </message>
    <message id="dure.trade.no-purchase">
        <translation>You buy nothing from neighbours. Make a condition and it is bought by itself.</translation>
    </message>
    <message id="dure.trade.no-sale">
        <translation>Nothing is for sale. Make a condition and your surplus is sold by itself.</translation>
    </message>
    <message id="dure.trade.not-joined">
        <translation>Join the community to trade.</translation>
    </message>
    <message id="dure.trade.not-member">
        <translation>You can trade once the manager has approved this home.</translation>
    </message>
    <message id="dure.trade.offered">
        <translation>Offered</translation>
    </message>
    <message id="dure.trade.places">
        <translation>%1 of %2 places</translation>
    </message>
    <message id="dure.trade.price-next">
        <translation>Next slot</translation>
    </message>
    <message id="dure.trade.price-now">
        <translation>Price now</translation>
    </message>
    <message id="dure.trade.remove">
        <translation>Remove</translation>
    </message>
    <message id="dure.trade.remove-text">
        <translation>Slots that are already matched go on. New slots no longer use it.</translation>
    </message>
    <message id="dure.trade.remove-title">
        <translation>Remove this condition?</translation>
    </message>
    <message id="dure.trade.same-as-utility">
        <translation>Same as the utility</translation>
    </message>
    <message id="dure.trade.sell">
        <translation>Sell</translation>
    </message>
    <message id="dure.trade.utility">
        <translation>vs utility %1</translation>
    </message>
    <message id="dure.trade.volume-today">
        <translation>Traded today</translation>
    </message>
    <message id="dure.trade.wanted">
        <translation>Wanted</translation>
    </message>
    <message id="dure.wizard.agree">
        <translation>I have read the terms and agree</translation>
    </message>
    <message id="dure.wizard.approval-approved">
        <translation>You are in</translation>
    </message>
    <message id="dure.wizard.approval-denied">
        <translation>The application was denied</translation>
    </message>
    <message id="dure.wizard.approval-failed">
        <translation>The application did not get through</translation>
    </message>
    <message id="dure.wizard.approval-ready">
        <translation>The application is ready</translation>
    </message>
    <message id="dure.wizard.approval-sending">
        <translation>Sending the application</translation>
    </message>
    <message id="dure.wizard.approval-waiting">
        <translation>Waiting for approval</translation>
    </message>
    <message id="dure.wizard.approve-here">
        <translation>Approve as the manager (simulation)</translation>
    </message>
    <message id="dure.wizard.ask-office">
        <translation>Please ask at the management office.</translation>
    </message>
    <message id="dure.wizard.background">
        <translation>Background</translation>
    </message>
    <message id="dure.wizard.battery">
        <translation>Battery</translation>
    </message>
    <message id="dure.wizard.begin">
        <translation>Begin</translation>
    </message>
    <message id="dure.wizard.block">
        <translation>Block %1</translation>
    </message>
    <message id="dure.wizard.building">
        <translation>Building</translation>
    </message>
    <message id="dure.wizard.charger">
        <translation>Charger</translation>
    </message>
    <message id="dure.wizard.count">
        <translation>%1 of %2</translation>
    </message>
    <message id="dure.wizard.dark">
        <translation>Dark</translation>
    </message>
    <message id="dure.wizard.done-approved">
        <translation>Approved by the manager</translation>
    </message>
    <message id="dure.wizard.done-sent">
        <translation>Application sent</translation>
    </message>
    <message id="dure.wizard.done-trade">
        <translation>First coins and trade</translation>
    </message>
    <message id="dure.wizard.have-words">
        <translation>I have twelve words already</translation>
    </message>
    <message id="dure.wizard.home">
        <translation>Bldg %1, home %2</translation>
    </message>
    <message id="dure.wizard.inverter">
        <translation>Inverter</translation>
    </message>
    <message id="dure.wizard.invite">
        <translation>Invitation code</translation>
    </message>
    <message id="dure.wizard.letters">
        <translation>Letters</translation>
    </message>
    <message id="dure.wizard.letters-large">
        <translation>Large</translation>
    </message>
    <message id="dure.wizard.letters-normal">
        <translation>Normal</translation>
    </message>
    <message id="dure.wizard.light">
        <translation>Light</translation>
    </message>
    <message id="dure.wizard.link-found">
        <translation>Found</translation>
    </message>
    <message id="dure.wizard.link-searching">
        <translation>Searching</translation>
    </message>
    <message id="dure.wizard.link-stale">
        <translation>Answers late</translation>
    </message>
    <message id="dure.wizard.link-unreachable">
        <translation>No answer</translation>
    </message>
    <message id="dure.wizard.link-wrong">
        <translation>Another device</translation>
    </message>
    <message id="dure.wizard.look-around">
        <translation>Look at usage</translation>
    </message>
    <message id="dure.wizard.meter">
        <translation>Meter</translation>
    </message>
    <message id="dure.wizard.no-building">
        <translation>Enter the number of your building.</translation>
    </message>
    <message id="dure.wizard.no-invite">
        <translation>Enter the code from the management office.</translation>
    </message>
    <message id="dure.wizard.no-key-store">
        <translation>The key store is not available. Please call the management office.</translation>
    </message>
    <message id="dure.wizard.no-unit">
        <translation>Enter the number of your home.</translation>
    </message>
    <message id="dure.wizard.pick">
        <translation>Which is word %1?</translation>
    </message>
    <message id="dure.wizard.pick-again">
        <translation>That was not right. Look at your paper: which is word %1?</translation>
    </message>
    <message id="dure.wizard.pin-again">
        <translation>Enter it once more</translation>
    </message>
    <message id="dure.wizard.pin-busy">
        <translation>Storing the key…</translation>
    </message>
    <message id="dure.wizard.pin-date">
        <translation>This looks like a birthday. It is easy to guess.</translation>
    </message>
    <message id="dure.wizard.pin-differs">
        <translation>The two PINs differ. Please begin again.</translation>
    </message>
    <message id="dure.wizard.pin-done">
        <translation>The key is protected by your PIN.</translation>
    </message>
    <message id="dure.wizard.pin-first">
        <translation>Enter six digits</translation>
    </message>
    <message id="dure.wizard.pin-length">
        <translation>Six digits.</translation>
    </message>
    <message id="dure.wizard.pin-not-stored">
        <translation>The key could not be stored. Please try again.</translation>
    </message>
    <message id="dure.wizard.pin-repeated">
        <translation>The digits repeat. A neighbour would try this first.</translation>
    </message>
    <message id="dure.wizard.pin-sequence">
        <translation>The digits follow each other. A neighbour would try this first.</translation>
    </message>
    <message id="dure.wizard.pin-unit">
        <translation>This contains your building and unit number.</translation>
    </message>
    <message id="dure.wizard.quick-busy">
        <translation>Setting up the demo home</translation>
    </message>
    <message id="dure.wizard.quick-says">
        <translation>Your home trades. The demo's PIN is %1.</translation>
    </message>
    <message id="dure.wizard.quick-start">
        <translation>Skip the set-up: start the demo</translation>
    </message>
    <message id="dure.wizard.searching">
        <translation>Looking for devices…</translation>
    </message>
    <message id="dure.wizard.see-again">
        <translation>See the words again</translation>
    </message>
    <message id="dure.wizard.send-application">
        <translation>Send the application</translation>
    </message>
    <message id="dure.wizard.show-words">
        <translation>Show the twelve words</translation>
    </message>
    <message id="dure.wizard.sign-advice">
        <translation>Go on; the installer checks the meter. Nothing is sold wrongly: contracts count what the meter says.</translation>
    </message>
    <message id="dure.wizard.sign-in">
        <translation>Is your home taking %1 from the grid right now?</translation>
    </message>
    <message id="dure.wizard.sign-out">
        <translation>Is your home sending %1 to the grid right now?</translation>
    </message>
    <message id="dure.wizard.sign-right">
        <translation>Yes, that is right</translation>
    </message>
    <message id="dure.wizard.sign-wait">
        <translation>As soon as the meter answers, you are asked which way the current flows.</translation>
    </message>
    <message id="dure.wizard.sign-wrong">
        <translation>No, or I do not know</translation>
    </message>
    <message id="dure.wizard.text-approval">
        <translation>The management office compares your application with its list. You can look at your usage meanwhile.</translation>
    </message>
    <message id="dure.wizard.text-devices">
        <translation>The wallpad looks for the inverter and the meter and checks which way the meter counts.</translation>
    </message>
    <message id="dure.wizard.text-language">
        <translation>Choose a language and how large the letters are. You can change both later.</translation>
    </message>
    <message id="dure.wizard.text-network">
        <translation>This wallpad speaks only to the trading network of your community. It is never open to the outside.</translation>
    </message>
    <message id="dure.wizard.text-pin">
        <translation>Six digits protect money and trade on this wall. Everybody may look at the energy.</translation>
    </message>
    <message id="dure.wizard.text-terms">
        <translation>Please read them to the end.</translation>
    </message>
    <message id="dure.wizard.text-unit">
        <translation>The management office gives you the invitation code. Your home's number is not written on the chain.</translation>
    </message>
    <message id="dure.wizard.text-words">
        <translation>Twelve words are the only way back to your coins when the wallpad breaks. Write them on paper; take no photo.</translation>
    </message>
    <message id="dure.wizard.title-approval">
        <translation>The manager's approval</translation>
    </message>
    <message id="dure.wizard.title-devices">
        <translation>Your devices</translation>
    </message>
    <message id="dure.wizard.title-language">
        <translation>Welcome to Dure</translation>
    </message>
    <message id="dure.wizard.title-network">
        <translation>Checking the community's network</translation>
    </message>
    <message id="dure.wizard.title-pin">
        <translation>Choose a PIN</translation>
    </message>
    <message id="dure.wizard.title-terms">
        <translation>Terms</translation>
    </message>
    <message id="dure.wizard.title-unit">
        <translation>Which home is this?</translation>
    </message>
    <message id="dure.wizard.title-words">
        <translation>The key of your home</translation>
    </message>
    <message id="dure.wizard.unit">
        <translation>Home number</translation>
    </message>
    <message id="dure.wizard.words-done">
        <translation>The key is made. Keep the paper with the words in a safe place.</translation>
    </message>
    <message id="dure.wizard.words-ready">
        <translation>Have paper and a pen ready. Make sure that nobody looks on.</translation>
    </message>
    <message id="dure.wizard.written">
        <translation>I have written them down</translation>
    </message>
</context>
</TS>
