<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name></name>
    <message id="dure.alarm.battery-unreachable">
        <translation>Battery not answering</translation>
    </message>
    <message id="dure.alarm.battery-unreachable.advice">
        <translation>The battery does not answer. Trading goes on without it.</translation>
    </message>
    <message id="dure.alarm.blocks-lost">
        <translation>Some trade records are lost</translation>
    </message>
    <message id="dure.alarm.blocks-lost.advice">
        <translation>The damaged file was kept aside. Please tell the management office.</translation>
    </message>
    <message id="dure.alarm.chain-late">
        <translation>Trading network late</translation>
    </message>
    <message id="dure.alarm.chain-late.advice">
        <translation>News arrives late. Settlement may take longer.</translation>
    </message>
    <message id="dure.alarm.chain-offline">
        <translation>Trading network offline</translation>
    </message>
    <message id="dure.alarm.chain-offline.advice">
        <translation>The network cannot be reached. Power goes on; trade continues when it is back.</translation>
    </message>
    <message id="dure.alarm.device-unreachable">
        <translation>Device not answering</translation>
    </message>
    <message id="dure.alarm.device-unreachable.advice">
        <translation>A device does not answer. Check its power and cable.</translation>
    </message>
    <message id="dure.alarm.disk-full">
        <translation>Storage is full</translation>
    </message>
    <message id="dure.alarm.disk-full.advice">
        <translation>New trades cannot be stored, so trading has stopped. Past records are safe, and it goes on by itself when there is room. Please tell the management office.</translation>
    </message>
    <message id="dure.alarm.disk-low">
        <translation>Storage is nearly full</translation>
    </message>
    <message id="dure.alarm.disk-low.advice">
        <translation>With less room trading will stop. Please tell the management office.</translation>
    </message>
    <message id="dure.alarm.foreign-limit">
        <translation>Limited by another controller</translation>
    </message>
    <message id="dure.alarm.foreign-limit.advice">
        <translation>A controller other than Dure limits the output. Less is sold until it ends.</translation>
    </message>
    <message id="dure.alarm.inverter-unreachable">
        <translation>Inverter not answering</translation>
    </message>
    <message id="dure.alarm.inverter-unreachable.advice">
        <translation>The inverter does not answer. That is normal after sunset; by day, check its power.</translation>
    </message>
    <message id="dure.alarm.journal-rebuilt">
        <translation>The usage records were rebuilt</translation>
    </message>
    <message id="dure.alarm.journal-rebuilt.advice">
        <translation>Only readable records were taken over. What is missing stays empty.</translation>
    </message>
    <message id="dure.alarm.journal-unwritable">
        <translation>Usage cannot be recorded</translation>
    </message>
    <message id="dure.alarm.journal-unwritable.advice">
        <translation>Trade goes on. Please check the storage space.</translation>
    </message>
    <message id="dure.alarm.key-twin">
        <translation>Another machine uses this key</translation>
    </message>
    <message id="dure.alarm.key-twin.advice">
        <translation>Turn the copied machine off for good, then start this one again. Until then it does not vote.</translation>
    </message>
    <message id="dure.alarm.limit-ignored">
        <translation>Limit not followed</translation>
    </message>
    <message id="dure.alarm.limit-ignored.advice">
        <translation>The inverter does not follow limits; stopping may not work.</translation>
    </message>
    <message id="dure.alarm.market-paused">
        <translation>Market paused</translation>
    </message>
    <message id="dure.alarm.market-paused.advice">
        <translation>The office paused the market. Past contracts settle as agreed.</translation>
    </message>
    <message id="dure.alarm.meter-unreachable">
        <translation>Meter not answering</translation>
    </message>
    <message id="dure.alarm.meter-unreachable.advice">
        <translation>The meter does not answer. Check its power and cable. Nothing is invented meanwhile.</translation>
    </message>
    <message id="dure.alarm.no-coin">
        <translation>Not enough coins</translation>
    </message>
    <message id="dure.alarm.no-coin.advice">
        <translation>Coins ran out, so nothing was bought. Add coins or lower the buy condition.</translation>
    </message>
    <message id="dure.alarm.other">
        <translation>Needs a look</translation>
    </message>
    <message id="dure.alarm.other.advice">
        <translation>This screen does not know the alarm. An update may explain it.</translation>
    </message>
    <message id="dure.alarm.reading-missed">
        <translation>Reading missed</translation>
    </message>
    <message id="dure.alarm.reading-missed.advice">
        <translation>A slot's reading was not sent. It is settled by the rule for missing readings.</translation>
    </message>
    <message id="dure.alarm.selling-stopped">
        <translation>Selling stopped</translation>
    </message>
    <message id="dure.alarm.selling-stopped.advice">
        <translation>Selling is stopped. You can sell again on the devices page.</translation>
    </message>
    <message id="dure.alarm.store-damaged">
        <translation>Records damaged</translation>
    </message>
    <message id="dure.alarm.store-damaged.advice">
        <translation>The records are damaged. Do not delete them; tell the office.</translation>
    </message>
    <message id="dure.alarm.store-rebuilt">
        <translation>Records were rebuilt</translation>
    </message>
    <message id="dure.alarm.store-rebuilt.advice">
        <translation>Damaged records were set aside and rebuilt from what is whole. No settlement was lost.</translation>
    </message>
    <message id="dure.alarm.votes-paused">
        <translation>Voting is paused</translation>
    </message>
    <message id="dure.alarm.votes-paused.advice">
        <translation>Earlier votes may be missing from the record. It takes part again by itself once the next block is final.</translation>
    </message>
    <message id="dure.alarm.wrong-device">
        <translation>Another device answers</translation>
    </message>
    <message id="dure.alarm.wrong-device.advice">
        <translation>Something else answers at that address. Ask the installer to check it.</translation>
    </message>
    <message id="dure.alarms.caution">
        <translation>Caution</translation>
    </message>
    <message id="dure.alarms.look">
        <translation>Look</translation>
    </message>
    <message id="dure.alarms.none">
        <translation>Everything is fine.</translation>
    </message>
    <message id="dure.alarms.notice">
        <translation>Notice</translation>
    </message>
    <message id="dure.alarms.over">
        <translation>Over</translation>
    </message>
    <message id="dure.alarms.title">
        <translation>Alarms</translation>
    </message>
    <message id="dure.alarms.urgent">
        <translation>Urgent</translation>
    </message>
    <message id="dure.app.name">
        <translation>Dure</translation>
    </message>
    <message id="dure.chain.damaged">
        <translation>Records damaged</translation>
    </message>
    <message id="dure.chain.damaged.advice">
        <translation>Do not delete the records; tell the office.</translation>
    </message>
    <message id="dure.chain.late">
        <translation>Network late</translation>
    </message>
    <message id="dure.chain.late.advice">
        <translation>News arrives late. Settlement may take longer.</translation>
    </message>
    <message id="dure.chain.normal">
        <translation>Network fine</translation>
    </message>
    <message id="dure.chain.normal.advice">
        <translation>You see the same records as your neighbours.</translation>
    </message>
    <message id="dure.chain.offline">
        <translation>Network offline</translation>
    </message>
    <message id="dure.chain.offline.advice">
        <translation>Check the community network. Power is not affected.</translation>
    </message>
    <message id="dure.chain.starting">
        <translation>Network starting</translation>
    </message>
    <message id="dure.chain.starting.advice">
        <translation>The records are being opened.</translation>
    </message>
    <message id="dure.chain.syncing">
        <translation>Network catching up</translation>
    </message>
    <message id="dure.chain.syncing.advice">
        <translation>Past records are being fetched. Amounts show when that is done.</translation>
    </message>
    <message id="dure.control.back">
        <translation>Back</translation>
    </message>
    <message id="dure.control.cancel">
        <translation>Cancel</translation>
    </message>
    <message id="dure.control.hold">
        <translation>hold</translation>
    </message>
    <message id="dure.devices.battery-held">
        <translation>The battery is kept</translation>
    </message>
    <message id="dure.devices.by-agent">
        <translation>by automatic trading</translation>
    </message>
    <message id="dure.devices.by-foreign">
        <translation>by another controller</translation>
    </message>
    <message id="dure.devices.by-resident">
        <translation>by you</translation>
    </message>
    <message id="dure.devices.charger">
        <translation>Car charger</translation>
    </message>
    <message id="dure.devices.errors">
        <translation>%1 of %2 questions failed</translation>
    </message>
    <message id="dure.devices.hold">
        <translation>Stop discharging</translation>
    </message>
    <message id="dure.devices.hold-choice">
        <translation>%1 min</translation>
    </message>
    <message id="dure.devices.hold-title">
        <translation>Keep the battery</translation>
    </message>
    <message id="dure.devices.inverter">
        <translation>Solar inverter</translation>
    </message>
    <message id="dure.devices.last">
        <translation>Last answer %1</translation>
    </message>
    <message id="dure.devices.left">
        <translation>%1 left</translation>
    </message>
    <message id="dure.devices.limit">
        <translation>Limit for an hour</translation>
    </message>
    <message id="dure.devices.limit-choice">
        <translation>%1%</translation>
    </message>
    <message id="dure.devices.limit-title">
        <translation>Limit solar output</translation>
    </message>
    <message id="dure.devices.limited">
        <translation>Output limited to %1</translation>
    </message>
    <message id="dure.devices.meter">
        <translation>Meter</translation>
    </message>
    <message id="dure.devices.never">
        <translation>none yet</translation>
    </message>
    <message id="dure.devices.none">
        <translation>No device is set up yet.</translation>
    </message>
    <message id="dure.devices.online">
        <translation>Connected</translation>
    </message>
    <message id="dure.devices.order-ignored">
        <translation>The device does not follow the order</translation>
    </message>
    <message id="dure.devices.order-refused">
        <translation>The device refused the order</translation>
    </message>
    <message id="dure.devices.order-releasing">
        <translation>Releasing the order</translation>
    </message>
    <message id="dure.devices.order-sent">
        <translation>Order sent, waiting for the device</translation>
    </message>
    <message id="dure.devices.release">
        <translation>Take the order back</translation>
    </message>
    <message id="dure.devices.resume">
        <translation>Sell again</translation>
    </message>
    <message id="dure.devices.searching">
        <translation>Searching</translation>
    </message>
    <message id="dure.devices.stale">
        <translation>Old value</translation>
    </message>
    <message id="dure.devices.stop">
        <translation>Stop selling</translation>
    </message>
    <message id="dure.devices.stop-text">
        <translation>Works even without the trading network. What a running contract lacks comes from the grid.</translation>
    </message>
    <message id="dure.devices.stop-title">
        <translation>Stop selling at once</translation>
    </message>
    <message id="dure.devices.stopped">
        <translation>Selling is stopped</translation>
    </message>
    <message id="dure.devices.stopped-text">
        <translation>Nothing leaves your home until you sell again.</translation>
    </message>
    <message id="dure.devices.title">
        <translation>Devices</translation>
    </message>
    <message id="dure.devices.unreachable">
        <translation>Not reachable</translation>
    </message>
    <message id="dure.devices.wrong">
        <translation>Another device</translation>
    </message>
    <message id="dure.energy.battery">
        <translation>Battery</translation>
    </message>
    <message id="dure.energy.grid">
        <translation>Grid</translation>
    </message>
    <message id="dure.energy.home">
        <translation>Home</translation>
    </message>
    <message id="dure.energy.neighbours">
        <translation>Neighbours</translation>
    </message>
    <message id="dure.energy.solar">
        <translation>Solar</translation>
    </message>
    <message id="dure.fault.address">
        <translation>The device address cannot be read. Ask the installer.</translation>
    </message>
    <message id="dure.fault.busy">
        <translation>The device is busy and will be asked again.</translation>
    </message>
    <message id="dure.fault.connection-lost">
        <translation>The connection to the device was lost.</translation>
    </message>
    <message id="dure.fault.exception">
        <translation>The device refused a question.</translation>
    </message>
    <message id="dure.fault.map-moved">
        <translation>The device moved its values; they are read anew.</translation>
    </message>
    <message id="dure.fault.not-sunspec">
        <translation>The device at this address is of an unknown kind.</translation>
    </message>
    <message id="dure.fault.other">
        <translation>The device has a problem.</translation>
    </message>
    <message id="dure.fault.protocol">
        <translation>The device's answers cannot be read.</translation>
    </message>
    <message id="dure.fault.refused">
        <translation>The device refuses the connection.</translation>
    </message>
    <message id="dure.fault.timeout">
        <translation>The device does not answer.</translation>
    </message>
    <message id="dure.home.bill">
        <translation>Expected bill</translation>
    </message>
    <message id="dure.home.bill-locked">
        <translation>Unlock to see the bill</translation>
    </message>
    <message id="dure.home.bill-unknown">
        <translation>Nothing to estimate yet</translation>
    </message>
    <message id="dure.home.bought">
        <translation>Bought</translation>
    </message>
    <message id="dure.home.charging">
        <translation>%1 · in</translation>
    </message>
    <message id="dure.home.contract">
        <translation>Contract now</translation>
    </message>
    <message id="dure.home.contract-next">
        <translation>Next contract</translation>
    </message>
    <message id="dure.home.discharging">
        <translation>%1 · out</translation>
    </message>
    <message id="dure.home.expected">
        <translation>likely %1</translation>
    </message>
    <message id="dure.home.from">
        <translation>from %1</translation>
    </message>
    <message id="dure.home.generated">
        <translation>Generated</translation>
    </message>
    <message id="dure.home.generated-today">
        <translation>Generated today</translation>
    </message>
    <message id="dure.home.go.condition">
        <translation>Make a condition</translation>
    </message>
    <message id="dure.home.go.join">
        <translation>Join</translation>
    </message>
    <message id="dure.home.hero.buying">
        <translation>Buying from neighbours</translation>
    </message>
    <message id="dure.home.hero.exporting">
        <translation>Sending to the grid</translation>
    </message>
    <message id="dure.home.hero.importing">
        <translation>Drawing from the grid</translation>
    </message>
    <message id="dure.home.hero.self">
        <translation>Living on own power</translation>
    </message>
    <message id="dure.home.hero.selling">
        <translation>Selling to neighbours</translation>
    </message>
    <message id="dure.home.hero.unknown">
        <translation>No meter reading</translation>
    </message>
    <message id="dure.home.hero.waiting">
        <translation>Waiting for the meter</translation>
    </message>
    <message id="dure.home.next-card">
        <translation>Next card</translation>
    </message>
    <message id="dure.home.next.condition">
        <translation>Set a price and surplus power sells by itself.</translation>
    </message>
    <message id="dure.home.next.join">
        <translation>Join the community to trade with neighbours.</translation>
    </message>
    <message id="dure.home.next.nothing">
        <translation>No contract now. Your conditions apply to the next slot.</translation>
    </message>
    <message id="dure.home.next.wait">
        <translation>The office is checking your application.</translation>
    </message>
    <message id="dure.home.no-value">
        <translation>%1 · no value</translation>
    </message>
    <message id="dure.home.old-value">
        <translation>%1 · %2</translation>
    </message>
    <message id="dure.home.partners" numerus="yes">
        <translation><numerusform>%n home</numerusform><numerusform>%n homes</numerusform></translation>
    </message>
    <message id="dure.home.previous-card">
        <translation>Previous card</translation>
    </message>
    <message id="dure.home.price-hidden">
        <translation>price hidden</translation>
    </message>
    <message id="dure.home.receiving">
        <translation>%1 · in</translation>
    </message>
    <message id="dure.home.resting">
        <translation>%1 · idle</translation>
    </message>
    <message id="dure.home.sending">
        <translation>%1 · out</translation>
    </message>
    <message id="dure.home.so-far">
        <translation>So far &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message id="dure.home.sold">
        <translation>Sold</translation>
    </message>
    <message id="dure.home.tier">
        <translation>Tier %1</translation>
    </message>
    <message id="dure.home.tier-left">
        <translation>&lt;b&gt;%2&lt;/b&gt; left to tier %1</translation>
    </message>
    <message id="dure.home.tier-left-short">
        <translation>To tier %1 &lt;b&gt;%2&lt;/b&gt;</translation>
    </message>
    <message id="dure.home.tier-top">
        <translation>In the highest tier</translation>
    </message>
    <message id="dure.home.to-pay">
        <translation>You pay</translation>
    </message>
    <message id="dure.home.to-receive">
        <translation>You receive</translation>
    </message>
    <message id="dure.home.until">
        <translation>until %1</translation>
    </message>
    <message id="dure.home.used">
        <translation>Used</translation>
    </message>
    <message id="dure.home.used-month">
        <translation>This month</translation>
    </message>
    <message id="dure.lock.hint">
        <translation>Touch the screen to unlock</translation>
    </message>
    <message id="dure.lock.money">
        <translation>Enter the PIN to see money and trade.</translation>
    </message>
    <message id="dure.network.age">
        <translation>Newest block %1</translation>
    </message>
    <message id="dure.network.alone">
        <translation>This wallpad runs the network of this demo by itself.</translation>
    </message>
    <message id="dure.network.connected">
        <translation>Connected to %1 nodes of the community</translation>
    </message>
    <message id="dure.network.follower">
        <translation>A neighbour's wallpad</translation>
    </message>
    <message id="dure.network.height">
        <translation>Block height %1</translation>
    </message>
    <message id="dure.network.nobody">
        <translation>Not connected to any node</translation>
    </message>
    <message id="dure.network.node">
        <translation>A node of the community</translation>
    </message>
    <message id="dure.network.partner-detail">
        <translation>%1 · connected %2</translation>
    </message>
    <message id="dure.network.progress">
        <translation>Block %1 of %2</translation>
    </message>
    <message id="dure.network.relay">
        <translation>The building's relay</translation>
    </message>
    <message id="dure.network.validator">
        <translation>A node that makes blocks</translation>
    </message>
    <message id="dure.pin.again">
        <translation>Enter it once more.</translation>
    </message>
    <message id="dure.pin.checking">
        <translation>Checking</translation>
    </message>
    <message id="dure.pin.count">
        <translation>%1 of 6 digits</translation>
    </message>
    <message id="dure.pin.differ">
        <translation>The two differ. Start again.</translation>
    </message>
    <message id="dure.pin.enter">
        <translation>Enter six digits.</translation>
    </message>
    <message id="dure.pin.enter-new">
        <translation>Enter the new PIN.</translation>
    </message>
    <message id="dure.pin.enter-words">
        <translation>Enter the twelve words</translation>
    </message>
    <message id="dure.pin.erase">
        <translation>Erase</translation>
    </message>
    <message id="dure.pin.new">
        <translation>New PIN</translation>
    </message>
    <message id="dure.pin.not-stored">
        <translation>The PIN could not be stored. The old one still counts.</translation>
    </message>
    <message id="dure.pin.old">
        <translation>Enter the PIN that counts now.</translation>
    </message>
    <message id="dure.pin.repeated">
        <translation>Repeated digits are guessed first. Choose another.</translation>
    </message>
    <message id="dure.pin.saved">
        <translation>The new PIN counts from now on.</translation>
    </message>
    <message id="dure.pin.sequence">
        <translation>Digits in a row are guessed first. Choose another.</translation>
    </message>
    <message id="dure.pin.wait">
        <translation>Too many wrong tries. Wait %1 s.</translation>
    </message>
    <message id="dure.pin.words-needed">
        <translation>Too many wrong tries. Only the twelve words help now.</translation>
    </message>
    <message id="dure.pin.wrong">
        <translation>That is not the PIN.</translation>
    </message>
    <message id="dure.rail.history">
        <translation>Coins</translation>
    </message>
    <message id="dure.rail.home">
        <translation>Home</translation>
    </message>
    <message id="dure.rail.manager">
        <translation>Dashboard</translation>
    </message>
    <message id="dure.rail.market">
        <translation>Market monitor</translation>
    </message>
    <message id="dure.rail.members">
        <translation>Members</translation>
    </message>
    <message id="dure.rail.nodes">
        <translation>Nodes</translation>
    </message>
    <message id="dure.rail.settings">
        <translation>Set-up</translation>
    </message>
    <message id="dure.rail.trade">
        <translation>Trade</translation>
    </message>
    <message id="dure.rail.usage">
        <translation>Usage</translation>
    </message>
    <message id="dure.refusal.already-settled">
        <translation>This slot is settled already.</translation>
    </message>
    <message id="dure.refusal.bad-amount">
        <translation>Check the amount.</translation>
    </message>
    <message id="dure.refusal.beyond-limits">
        <translation>Beyond the limits.</translation>
    </message>
    <message id="dure.refusal.disk-full">
        <translation>Storage is full, so it cannot be sent. Please tell the management office.</translation>
    </message>
    <message id="dure.refusal.gate-closed">
        <translation>This slot is closed already.</translation>
    </message>
    <message id="dure.refusal.locked">
        <translation>Unlock with the PIN first.</translation>
    </message>
    <message id="dure.refusal.no-coin">
        <translation>Not enough coins.</translation>
    </message>
    <message id="dure.refusal.no-manager-key">
        <translation>This computer has no manager’s key: it can only look.</translation>
    </message>
    <message id="dure.refusal.not-allowed">
        <translation>This key may not do that.</translation>
    </message>
    <message id="dure.refusal.not-member">
        <translation>Only members can do this.</translation>
    </message>
    <message id="dure.refusal.not-waiting">
        <translation>This was decided already.</translation>
    </message>
    <message id="dure.refusal.offline">
        <translation>Possible when the trading network is back.</translation>
    </message>
    <message id="dure.refusal.other">
        <translation>Not possible now. Try again later.</translation>
    </message>
    <message id="dure.refusal.paused">
        <translation>The market is paused.</translation>
    </message>
    <message id="dure.refusal.unknown-receiver">
        <translation>The receiver is not known.</translation>
    </message>
    <message id="dure.refusal.wrong-invite">
        <translation>The invitation code is wrong.</translation>
    </message>
    <message id="dure.settings.about">
        <translation>About</translation>
    </message>
    <message id="dure.settings.address">
        <translation>My address</translation>
    </message>
    <message id="dure.settings.agent">
        <translation>Automatic trading</translation>
    </message>
    <message id="dure.settings.alarms-text">
        <translation>Alarms now and before</translation>
    </message>
    <message id="dure.settings.big-text">
        <translation>Large text</translation>
    </message>
    <message id="dure.settings.block">
        <translation>Newest block</translation>
    </message>
    <message id="dure.settings.brighter">
        <translation>Brighter</translation>
    </message>
    <message id="dure.settings.brightness">
        <translation>Brightness</translation>
    </message>
    <message id="dure.settings.chain-id">
        <translation>Network number</translation>
    </message>
    <message id="dure.settings.connections">
        <translation>Connections</translation>
    </message>
    <message id="dure.settings.connections-text">
        <translation>To whom this wallpad speaks</translation>
    </message>
    <message id="dure.settings.dark">
        <translation>Dark</translation>
    </message>
    <message id="dure.settings.darker">
        <translation>Darker</translation>
    </message>
    <message id="dure.settings.devices-text">
        <translation>Values, faults, limits, stop selling</translation>
    </message>
    <message id="dure.settings.heard">
        <translation>Last news</translation>
    </message>
    <message id="dure.settings.home">
        <translation>Home</translation>
    </message>
    <message id="dure.settings.language">
        <translation>Language</translation>
    </message>
    <message id="dure.settings.licence">
        <translation>Dure is free software under the GNU GPL, version 3 or later, without warranty. It uses Qt, libsecp256k1, Crypto++, libsodium, GMP, SQLite and Boost. It uses no camera and no microphone and connects to nothing outside the community.</translation>
    </message>
    <message id="dure.settings.light">
        <translation>Light</translation>
    </message>
    <message id="dure.settings.lock">
        <translation>Lock this screen</translation>
    </message>
    <message id="dure.settings.member-applied">
        <translation>Waiting for approval</translation>
    </message>
    <message id="dure.settings.member-approved">
        <translation>Member</translation>
    </message>
    <message id="dure.settings.member-denied">
        <translation>Not approved</translation>
    </message>
    <message id="dure.settings.member-left">
        <translation>Left</translation>
    </message>
    <message id="dure.settings.member-none">
        <translation>Not joined</translation>
    </message>
    <message id="dure.settings.member-unknown">
        <translation>Checking</translation>
    </message>
    <message id="dure.settings.membership">
        <translation>Membership</translation>
    </message>
    <message id="dure.settings.motion">
        <translation>Movement</translation>
    </message>
    <message id="dure.settings.network">
        <translation>Trading network</translation>
    </message>
    <message id="dure.settings.pin-change">
        <translation>Change PIN</translation>
    </message>
    <message id="dure.settings.pin-off">
        <translation>No PIN</translation>
    </message>
    <message id="dure.settings.pin-on">
        <translation>PIN is on</translation>
    </message>
    <message id="dure.settings.pin-set">
        <translation>Set PIN</translation>
    </message>
    <message id="dure.settings.screen">
        <translation>Screen</translation>
    </message>
    <message id="dure.settings.security">
        <translation>Security</translation>
    </message>
    <message id="dure.settings.state">
        <translation>State</translation>
    </message>
    <message id="dure.settings.theme">
        <translation>Appearance</translation>
    </message>
    <message id="dure.settings.title">
        <translation>Settings</translation>
    </message>
    <message id="dure.settings.version">
        <translation>Version</translation>
    </message>
    <message id="dure.strip.alarms">
        <translation>Alarms: %1</translation>
    </message>
    <message id="dure.strip.lock">
        <translation>Lock now</translation>
    </message>
    <message id="dure.strip.meter-age">
        <translation>Meter: %1</translation>
    </message>
    <message id="dure.strip.meter-fine">
        <translation>Meter fine</translation>
    </message>
    <message id="dure.strip.meter-none">
        <translation>No meter</translation>
    </message>
    <message id="dure.strip.meter-searching">
        <translation>Looking for meter</translation>
    </message>
    <message id="dure.strip.simulation">
        <translation>Simulation</translation>
    </message>
    <message id="dure.strip.simulation-speed">
        <translation>Simulation · %1×</translation>
    </message>
    <message id="dure.strip.unlock">
        <translation>Unlock</translation>
    </message>
    <message id="dure.time.am">
        <translation>AM</translation>
    </message>
    <message id="dure.time.days-ago">
        <translation>%1 d ago</translation>
    </message>
    <message id="dure.time.hours-ago">
        <translation>%1 h ago</translation>
    </message>
    <message id="dure.time.hours-minutes">
        <translation>%1 h %2 min</translation>
    </message>
    <message id="dure.time.just-now">
        <translation>now</translation>
    </message>
    <message id="dure.time.minutes">
        <translation>%1 min</translation>
    </message>
    <message id="dure.time.minutes-ago">
        <translation>%1 min ago</translation>
    </message>
    <message id="dure.time.minutes-seconds">
        <translation>%1 min %2 s</translation>
    </message>
    <message id="dure.time.pm">
        <translation>PM</translation>
    </message>
    <message id="dure.time.seconds">
        <translation>%1 s</translation>
    </message>
    <message id="dure.time.seconds-ago">
        <translation>%1 s ago</translation>
    </message>
    <message id="dure.time.today">
        <translation>Today</translation>
    </message>
    <message id="dure.time.yesterday">
        <translation>Yesterday %1</translation>
    </message>
    <message id="dure.unit.won">
        <translation>won</translation>
    </message>
    <message id="dure.unit.won-per-kwh">
        <translation>won/kWh</translation>
    </message>
    <message id="dure.usage.battery-in">
        <translation>Into battery</translation>
    </message>
    <message id="dure.usage.battery-out">
        <translation>From battery</translation>
    </message>
    <message id="dure.usage.bought">
        <translation>Bought</translation>
    </message>
    <message id="dure.usage.day">
        <translation>Day</translation>
    </message>
    <message id="dure.usage.disclaimer">
        <translation>may differ from the bill</translation>
    </message>
    <message id="dure.usage.earlier">
        <translation>Earlier</translation>
    </message>
    <message id="dure.usage.earned">
        <translation>Received from neighbours</translation>
    </message>
    <message id="dure.usage.empty">
        <translation>No readings in this period.</translation>
    </message>
    <message id="dure.usage.energy">
        <translation>Power</translation>
    </message>
    <message id="dure.usage.grid-in">
        <translation>From grid</translation>
    </message>
    <message id="dure.usage.grid-out">
        <translation>To grid</translation>
    </message>
    <message id="dure.usage.hour">
        <translation>%1:00</translation>
    </message>
    <message id="dure.usage.later">
        <translation>Later</translation>
    </message>
    <message id="dure.usage.missing">
        <translation>%1 of %2 readings are missing; nothing is filled in.</translation>
    </message>
    <message id="dure.usage.money-in">
        <translation>Money in</translation>
    </message>
    <message id="dure.usage.money-out">
        <translation>Money out</translation>
    </message>
    <message id="dure.usage.month">
        <translation>Month</translation>
    </message>
    <message id="dure.usage.month-day">
        <translation>%1</translation>
    </message>
    <message id="dure.usage.month-so-far">
        <translation>%1 so far, expected at month's end</translation>
    </message>
    <message id="dure.usage.now">
        <translation>Now</translation>
    </message>
    <message id="dure.usage.one-day">
        <translation>One day</translation>
    </message>
    <message id="dure.usage.paid">
        <translation>Paid to neighbours</translation>
    </message>
    <message id="dure.usage.power-in">
        <translation>Power in</translation>
    </message>
    <message id="dure.usage.power-out">
        <translation>Power out</translation>
    </message>
    <message id="dure.usage.range">
        <translation>%1 – %2</translation>
    </message>
    <message id="dure.usage.sold">
        <translation>Sold</translation>
    </message>
    <message id="dure.usage.today">
        <translation>Today, %1</translation>
    </message>
    <message id="dure.usage.total">
        <translation>Total</translation>
    </message>
    <message id="dure.usage.week">
        <translation>Week</translation>
    </message>
    <message id="dure.usage.whole-day">
        <translation>Whole day</translation>
    </message>
    <message id="dure.usage.whole-month">
        <translation>Whole month</translation>
    </message>
    <message id="dure.usage.whole-week">
        <translation>Whole week</translation>
    </message>
    <message id="dure.usage.whole-year">
        <translation>Whole year</translation>
    </message>
    <message id="dure.usage.won">
        <translation>Won</translation>
    </message>
    <message id="dure.usage.year">
        <translation>Year</translation>
    </message>
</context>
</TS>
