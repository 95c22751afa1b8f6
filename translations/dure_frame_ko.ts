<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name></name>
    <message id="dure.alarm.battery-unreachable">
        <translation>배터리 통신 이상</translation>
    </message>
    <message id="dure.alarm.battery-unreachable.advice">
        <translation>배터리가 답하지 않아요. 배터리 없이 계속 거래해요.</translation>
    </message>
    <message id="dure.alarm.blocks-lost">
        <translation>거래 기록 일부를 잃었어요</translation>
    </message>
    <message id="dure.alarm.blocks-lost.advice">
        <translation>손상된 파일은 따로 보관했어요. 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.alarm.chain-late">
        <translation>거래망 지연</translation>
    </message>
    <message id="dure.alarm.chain-late.advice">
        <translation>새 소식이 늦게 와요. 정산이 조금 늦어질 수 있어요.</translation>
    </message>
    <message id="dure.alarm.chain-offline">
        <translation>거래망 연결 끊김</translation>
    </message>
    <message id="dure.alarm.chain-offline.advice">
        <translation>거래망에 닿지 않아요. 전기는 그대로 쓰고, 다시 연결되면 이어서 거래해요.</translation>
    </message>
    <message id="dure.alarm.device-unreachable">
        <translation>기기 통신 이상</translation>
    </message>
    <message id="dure.alarm.device-unreachable.advice">
        <translation>기기가 답하지 않아요. 전원과 통신선을 확인해 주세요.</translation>
    </message>
    <message id="dure.alarm.disk-full">
        <translation>저장 공간이 가득 참</translation>
    </message>
    <message id="dure.alarm.disk-full.advice">
        <translation>새 거래를 저장할 수 없어 거래를 멈췄어요. 지난 기록은 그대로 있고, 공간이 생기면 저절로 이어져요. 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.alarm.disk-low">
        <translation>저장 공간이 얼마 남지 않음</translation>
    </message>
    <message id="dure.alarm.disk-low.advice">
        <translation>공간이 더 줄면 거래가 멈춰요. 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.alarm.foreign-limit">
        <translation>다른 곳에서 건 출력 제한</translation>
    </message>
    <message id="dure.alarm.foreign-limit.advice">
        <translation>두레가 아닌 제어기가 출력을 제한하고 있어요. 풀릴 때까지 판매량이 줄어요.</translation>
    </message>
    <message id="dure.alarm.inverter-unreachable">
        <translation>인버터 통신 이상</translation>
    </message>
    <message id="dure.alarm.inverter-unreachable.advice">
        <translation>인버터가 답하지 않아요. 해가 진 뒤라면 정상이에요. 낮이라면 전원을 확인해 주세요.</translation>
    </message>
    <message id="dure.alarm.journal-rebuilt">
        <translation>사용량 기록을 다시 만들었어요</translation>
    </message>
    <message id="dure.alarm.journal-rebuilt.advice">
        <translation>읽을 수 있는 기록만 옮겼어요. 빠진 구간은 비어 있어요.</translation>
    </message>
    <message id="dure.alarm.journal-unwritable">
        <translation>사용량을 기록할 수 없어요</translation>
    </message>
    <message id="dure.alarm.journal-unwritable.advice">
        <translation>거래는 계속돼요. 저장 공간을 확인해 주세요.</translation>
    </message>
    <message id="dure.alarm.key-twin">
        <translation>같은 키를 쓰는 기기가 또 있어요</translation>
    </message>
    <message id="dure.alarm.key-twin.advice">
        <translation>복사된 기기를 완전히 끄고 이 기기를 다시 켜 주세요. 그때까지 이 기기는 투표하지 않아요.</translation>
    </message>
    <message id="dure.alarm.limit-ignored">
        <translation>출력 제한이 안 들음</translation>
    </message>
    <message id="dure.alarm.limit-ignored.advice">
        <translation>인버터가 출력 제한을 따르지 않아요. 판매 중지가 듣지 않을 수 있어요.</translation>
    </message>
    <message id="dure.alarm.market-paused">
        <translation>거래 일시 중지</translation>
    </message>
    <message id="dure.alarm.market-paused.advice">
        <translation>관리사무소가 거래를 잠시 멈췄어요. 지난 계약은 그대로 정산돼요.</translation>
    </message>
    <message id="dure.alarm.meter-unreachable">
        <translation>계량기 통신 이상</translation>
    </message>
    <message id="dure.alarm.meter-unreachable.advice">
        <translation>계량기가 답하지 않아요. 전원과 통신선을 확인해 주세요. 그동안 검침을 지어내지 않아요.</translation>
    </message>
    <message id="dure.alarm.no-coin">
        <translation>코인 부족</translation>
    </message>
    <message id="dure.alarm.no-coin.advice">
        <translation>코인이 모자라 전기를 사지 못했어요. 코인을 채우거나 구매조건을 줄여 주세요.</translation>
    </message>
    <message id="dure.alarm.other">
        <translation>확인이 필요해요</translation>
    </message>
    <message id="dure.alarm.other.advice">
        <translation>이 화면이 모르는 알림이에요. 업데이트하면 설명이 보일 수 있어요.</translation>
    </message>
    <message id="dure.alarm.reading-missed">
        <translation>검침 빠짐</translation>
    </message>
    <message id="dure.alarm.reading-missed.advice">
        <translation>한 구간의 검침을 보내지 못했어요. 빠진 값은 규칙대로 추정해 정산해요.</translation>
    </message>
    <message id="dure.alarm.selling-stopped">
        <translation>판매를 멈춤</translation>
    </message>
    <message id="dure.alarm.selling-stopped.advice">
        <translation>판매를 멈춰 두었어요. 기기 화면에서 다시 팔 수 있어요.</translation>
    </message>
    <message id="dure.alarm.store-damaged">
        <translation>거래 기록 손상</translation>
    </message>
    <message id="dure.alarm.store-damaged.advice">
        <translation>기록이 손상됐어요. 지우지 말고 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.alarm.store-rebuilt">
        <translation>거래 기록을 복구함</translation>
    </message>
    <message id="dure.alarm.store-rebuilt.advice">
        <translation>손상된 기록을 따로 두고 온전한 기록에서 다시 만들었어요. 잃어버린 정산은 없어요.</translation>
    </message>
    <message id="dure.alarm.votes-paused">
        <translation>투표를 잠시 쉬고 있어요</translation>
    </message>
    <message id="dure.alarm.votes-paused.advice">
        <translation>지난 투표 기록이 빠졌을 수 있어요. 다음 블록이 확정되면 저절로 다시 참여해요.</translation>
    </message>
    <message id="dure.alarm.wrong-device">
        <translation>다른 기기가 연결됨</translation>
    </message>
    <message id="dure.alarm.wrong-device.advice">
        <translation>그 주소에서 다른 기기가 답해요. 설치 기사에게 주소를 확인해 달라고 해 주세요.</translation>
    </message>
    <message id="dure.alarms.caution">
        <translation>주의</translation>
    </message>
    <message id="dure.alarms.look">
        <translation>보기</translation>
    </message>
    <message id="dure.alarms.none">
        <translation>모두 정상이에요.</translation>
    </message>
    <message id="dure.alarms.notice">
        <translation>안내</translation>
    </message>
    <message id="dure.alarms.over">
        <translation>끝남</translation>
    </message>
    <message id="dure.alarms.title">
        <translation>알림</translation>
    </message>
    <message id="dure.alarms.urgent">
        <translation>긴급</translation>
    </message>
    <message id="dure.app.name">
        <translation>두레</translation>
    </message>
    <message id="dure.chain.damaged">
        <translation>거래 기록 손상</translation>
    </message>
    <message id="dure.chain.damaged.advice">
        <translation>기록을 지우지 말고 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.chain.late">
        <translation>거래망 지연</translation>
    </message>
    <message id="dure.chain.late.advice">
        <translation>새 소식이 늦게 와요. 정산이 조금 늦어질 수 있어요.</translation>
    </message>
    <message id="dure.chain.normal">
        <translation>거래망 정상</translation>
    </message>
    <message id="dure.chain.normal.advice">
        <translation>이웃과 같은 기록을 보고 있어요.</translation>
    </message>
    <message id="dure.chain.offline">
        <translation>거래망 끊김</translation>
    </message>
    <message id="dure.chain.offline.advice">
        <translation>단지망 연결을 확인해 주세요. 전기는 그대로 쓸 수 있어요.</translation>
    </message>
    <message id="dure.chain.starting">
        <translation>거래망 준비 중</translation>
    </message>
    <message id="dure.chain.starting.advice">
        <translation>거래 기록을 열고 있어요.</translation>
    </message>
    <message id="dure.chain.syncing">
        <translation>거래망 맞추는 중</translation>
    </message>
    <message id="dure.chain.syncing.advice">
        <translation>지난 거래 기록을 받는 중이에요. 끝나면 금액이 보여요.</translation>
    </message>
    <message id="dure.control.back">
        <translation>뒤로</translation>
    </message>
    <message id="dure.control.cancel">
        <translation>취소</translation>
    </message>
    <message id="dure.control.hold">
        <translation>길게 누르기</translation>
    </message>
    <message id="dure.devices.battery-held">
        <translation>배터리를 아끼고 있어요</translation>
    </message>
    <message id="dure.devices.by-agent">
        <translation>자동 거래가 시켰어요</translation>
    </message>
    <message id="dure.devices.by-foreign">
        <translation>다른 제어기가 시켰어요</translation>
    </message>
    <message id="dure.devices.by-resident">
        <translation>내가 시켰어요</translation>
    </message>
    <message id="dure.devices.charger">
        <translation>전기차 충전기</translation>
    </message>
    <message id="dure.devices.errors">
        <translation>질문 %2번 중 %1번 실패</translation>
    </message>
    <message id="dure.devices.hold">
        <translation>방전 멈추기</translation>
    </message>
    <message id="dure.devices.hold-choice">
        <translation>%1분</translation>
    </message>
    <message id="dure.devices.hold-title">
        <translation>배터리 아끼기</translation>
    </message>
    <message id="dure.devices.inverter">
        <translation>태양광 인버터</translation>
    </message>
    <message id="dure.devices.last">
        <translation>마지막 응답 %1</translation>
    </message>
    <message id="dure.devices.left">
        <translation>%1 남음</translation>
    </message>
    <message id="dure.devices.limit">
        <translation>한 시간 제한</translation>
    </message>
    <message id="dure.devices.limit-choice">
        <translation>%1%</translation>
    </message>
    <message id="dure.devices.limit-title">
        <translation>태양광 출력 제한</translation>
    </message>
    <message id="dure.devices.limited">
        <translation>출력을 %1로 제한했어요</translation>
    </message>
    <message id="dure.devices.meter">
        <translation>계량기</translation>
    </message>
    <message id="dure.devices.never">
        <translation>아직 없음</translation>
    </message>
    <message id="dure.devices.none">
        <translation>아직 연결한 기기가 없어요.</translation>
    </message>
    <message id="dure.devices.online">
        <translation>연결됨</translation>
    </message>
    <message id="dure.devices.order-ignored">
        <translation>기기가 명령을 따르지 않아요</translation>
    </message>
    <message id="dure.devices.order-refused">
        <translation>기기가 명령을 받지 않았어요</translation>
    </message>
    <message id="dure.devices.order-releasing">
        <translation>명령을 거두는 중이에요</translation>
    </message>
    <message id="dure.devices.order-sent">
        <translation>명령을 보냈고 기기의 답을 기다려요</translation>
    </message>
    <message id="dure.devices.release">
        <translation>명령 거두기</translation>
    </message>
    <message id="dure.devices.resume">
        <translation>다시 팔기</translation>
    </message>
    <message id="dure.devices.searching">
        <translation>찾는 중</translation>
    </message>
    <message id="dure.devices.stale">
        <translation>오래된 값</translation>
    </message>
    <message id="dure.devices.stop">
        <translation>판매 중지</translation>
    </message>
    <message id="dure.devices.stop-text">
        <translation>거래망이 끊겨도 작동해요. 진행 중인 계약의 모자란 양은 계통에서 채워요.</translation>
    </message>
    <message id="dure.devices.stop-title">
        <translation>지금 바로 판매 멈추기</translation>
    </message>
    <message id="dure.devices.stopped">
        <translation>판매를 멈췄어요</translation>
    </message>
    <message id="dure.devices.stopped-text">
        <translation>다시 팔기 전까지 우리집 밖으로 나가는 전기가 없어요.</translation>
    </message>
    <message id="dure.devices.title">
        <translation>기기</translation>
    </message>
    <message id="dure.devices.unreachable">
        <translation>연결 안 됨</translation>
    </message>
    <message id="dure.devices.wrong">
        <translation>다른 기기</translation>
    </message>
    <message id="dure.energy.battery">
        <translation>배터리</translation>
    </message>
    <message id="dure.energy.grid">
        <translation>계통</translation>
    </message>
    <message id="dure.energy.home">
        <translation>우리집</translation>
    </message>
    <message id="dure.energy.neighbours">
        <translation>이웃</translation>
    </message>
    <message id="dure.energy.solar">
        <translation>태양광</translation>
    </message>
    <message id="dure.fault.address">
        <translation>기기 주소를 읽을 수 없어요. 설치 기사에게 확인해 주세요.</translation>
    </message>
    <message id="dure.fault.busy">
        <translation>기기가 바빠요. 곧 다시 물어볼게요.</translation>
    </message>
    <message id="dure.fault.connection-lost">
        <translation>기기와 연결이 끊겼어요.</translation>
    </message>
    <message id="dure.fault.exception">
        <translation>기기가 질문을 받아들이지 않았어요.</translation>
    </message>
    <message id="dure.fault.map-moved">
        <translation>기기의 값 자리가 바뀌어 다시 읽고 있어요.</translation>
    </message>
    <message id="dure.fault.not-sunspec">
        <translation>이 주소의 기기는 알 수 없는 종류예요.</translation>
    </message>
    <message id="dure.fault.other">
        <translation>기기에 문제가 있어요.</translation>
    </message>
    <message id="dure.fault.protocol">
        <translation>기기의 답을 읽을 수 없어요.</translation>
    </message>
    <message id="dure.fault.refused">
        <translation>기기가 연결을 받지 않아요.</translation>
    </message>
    <message id="dure.fault.timeout">
        <translation>기기가 답하지 않아요.</translation>
    </message>
    <message id="dure.home.bill">
        <translation>이번 달 예상 요금</translation>
    </message>
    <message id="dure.home.bill-locked">
        <translation>잠금을 풀면 요금이 보여요</translation>
    </message>
    <message id="dure.home.bill-unknown">
        <translation>아직 예상할 사용량이 없어요</translation>
    </message>
    <message id="dure.home.bought">
        <translation>산 전기</translation>
    </message>
    <message id="dure.home.charging">
        <translation>%1 · 충전</translation>
    </message>
    <message id="dure.home.contract">
        <translation>진행 중인 계약</translation>
    </message>
    <message id="dure.home.contract-next">
        <translation>다음 계약</translation>
    </message>
    <message id="dure.home.discharging">
        <translation>%1 · 사용</translation>
    </message>
    <message id="dure.home.expected">
        <translation>예상 %1</translation>
    </message>
    <message id="dure.home.from">
        <translation>%1부터</translation>
    </message>
    <message id="dure.home.generated">
        <translation>만든 전기</translation>
    </message>
    <message id="dure.home.generated-today">
        <translation>오늘 만든 전기</translation>
    </message>
    <message id="dure.home.go.condition">
        <translation>조건 만들기</translation>
    </message>
    <message id="dure.home.go.join">
        <translation>가입하기</translation>
    </message>
    <message id="dure.home.hero.buying">
        <translation>이웃에게서 사고 있어요</translation>
    </message>
    <message id="dure.home.hero.exporting">
        <translation>계통으로 보내고 있어요</translation>
    </message>
    <message id="dure.home.hero.importing">
        <translation>계통에서 받고 있어요</translation>
    </message>
    <message id="dure.home.hero.self">
        <translation>우리집 전기로 쓰고 있어요</translation>
    </message>
    <message id="dure.home.hero.selling">
        <translation>이웃에게 팔고 있어요</translation>
    </message>
    <message id="dure.home.hero.unknown">
        <translation>계량기 값이 없어요</translation>
    </message>
    <message id="dure.home.hero.waiting">
        <translation>계량기를 기다려요</translation>
    </message>
    <message id="dure.home.next-card">
        <translation>다음 카드</translation>
    </message>
    <message id="dure.home.next.condition">
        <translation>가격만 정해 두면 남는 전기가 저절로 팔려요.</translation>
    </message>
    <message id="dure.home.next.join">
        <translation>단지에 가입하면 이웃과 거래할 수 있어요.</translation>
    </message>
    <message id="dure.home.next.nothing">
        <translation>지금은 계약이 없어요. 조건은 다음 구간에 적용돼요.</translation>
    </message>
    <message id="dure.home.next.wait">
        <translation>관리사무소가 가입을 확인하고 있어요.</translation>
    </message>
    <message id="dure.home.no-value">
        <translation>%1 · 값 없음</translation>
    </message>
    <message id="dure.home.old-value">
        <translation>%1 · %2 값</translation>
    </message>
    <message id="dure.home.partners" numerus="yes">
        <translation><numerusform>이웃 %n곳</numerusform></translation>
    </message>
    <message id="dure.home.previous-card">
        <translation>이전 카드</translation>
    </message>
    <message id="dure.home.price-hidden">
        <translation>가격 가림</translation>
    </message>
    <message id="dure.home.receiving">
        <translation>%1 · 받는 중</translation>
    </message>
    <message id="dure.home.resting">
        <translation>%1 · 쉬는 중</translation>
    </message>
    <message id="dure.home.sending">
        <translation>%1 · 보내는 중</translation>
    </message>
    <message id="dure.home.so-far">
        <translation>지금까지 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message id="dure.home.sold">
        <translation>판 전기</translation>
    </message>
    <message id="dure.home.tier">
        <translation>%1단계</translation>
    </message>
    <message id="dure.home.tier-left">
        <translation>%1단계까지 &lt;b&gt;%2&lt;/b&gt; 남아요</translation>
    </message>
    <message id="dure.home.tier-left-short">
        <translation>%1단계까지 &lt;b&gt;%2&lt;/b&gt;</translation>
    </message>
    <message id="dure.home.tier-top">
        <translation>가장 높은 단계예요</translation>
    </message>
    <message id="dure.home.to-pay">
        <translation>낼 돈</translation>
    </message>
    <message id="dure.home.to-receive">
        <translation>받을 돈</translation>
    </message>
    <message id="dure.home.until">
        <translation>%1까지</translation>
    </message>
    <message id="dure.home.used">
        <translation>쓴 전기</translation>
    </message>
    <message id="dure.home.used-month">
        <translation>이번 달 쓴 전기</translation>
    </message>
    <message id="dure.lock.hint">
        <translation>화면을 눌러 잠금을 풀어요</translation>
    </message>
    <message id="dure.lock.money">
        <translation>비밀번호를 누르면 돈과 거래가 보여요.</translation>
    </message>
    <message id="dure.network.age">
        <translation>새 블록 %1</translation>
    </message>
    <message id="dure.network.alone">
        <translation>이 시연에서는 월패드가 거래망을 혼자 운영해요.</translation>
    </message>
    <message id="dure.network.connected">
        <translation>단지의 노드 %1곳과 연결되어 있어요</translation>
    </message>
    <message id="dure.network.follower">
        <translation>이웃집 월패드</translation>
    </message>
    <message id="dure.network.height">
        <translation>블록 높이 %1</translation>
    </message>
    <message id="dure.network.nobody">
        <translation>연결된 노드가 없어요</translation>
    </message>
    <message id="dure.network.node">
        <translation>단지의 노드</translation>
    </message>
    <message id="dure.network.partner-detail">
        <translation>%1 · %2 연결</translation>
    </message>
    <message id="dure.network.progress">
        <translation>블록 %1 / %2</translation>
    </message>
    <message id="dure.network.relay">
        <translation>단지 중계 노드</translation>
    </message>
    <message id="dure.network.validator">
        <translation>블록을 만드는 노드</translation>
    </message>
    <message id="dure.pin.again">
        <translation>한 번 더 눌러 주세요.</translation>
    </message>
    <message id="dure.pin.checking">
        <translation>확인하고 있어요</translation>
    </message>
    <message id="dure.pin.count">
        <translation>여섯 자리 중 %1자리</translation>
    </message>
    <message id="dure.pin.differ">
        <translation>두 번이 서로 달라요. 처음부터 다시 눌러 주세요.</translation>
    </message>
    <message id="dure.pin.enter">
        <translation>숫자 여섯 자리를 눌러 주세요.</translation>
    </message>
    <message id="dure.pin.enter-new">
        <translation>새 비밀번호 여섯 자리를 눌러 주세요.</translation>
    </message>
    <message id="dure.pin.enter-words">
        <translation>단어 12개 입력</translation>
    </message>
    <message id="dure.pin.erase">
        <translation>지우기</translation>
    </message>
    <message id="dure.pin.new">
        <translation>새 비밀번호</translation>
    </message>
    <message id="dure.pin.not-stored">
        <translation>새 비밀번호를 저장하지 못했어요. 이전 비밀번호를 그대로 써 주세요.</translation>
    </message>
    <message id="dure.pin.old">
        <translation>지금 쓰는 비밀번호를 눌러 주세요.</translation>
    </message>
    <message id="dure.pin.repeated">
        <translation>되풀이되는 숫자는 쉽게 들켜요. 다른 번호로 해 주세요.</translation>
    </message>
    <message id="dure.pin.saved">
        <translation>새 비밀번호로 바꿨어요.</translation>
    </message>
    <message id="dure.pin.sequence">
        <translation>이어지는 숫자는 쉽게 들켜요. 다른 번호로 해 주세요.</translation>
    </message>
    <message id="dure.pin.wait">
        <translation>여러 번 틀렸어요. %1초 뒤에 다시 해 주세요.</translation>
    </message>
    <message id="dure.pin.words-needed">
        <translation>여러 번 틀려서 비밀번호로는 열 수 없어요. 적어 둔 단어 12개가 필요해요.</translation>
    </message>
    <message id="dure.pin.wrong">
        <translation>비밀번호가 달라요.</translation>
    </message>
    <message id="dure.rail.history">
        <translation>내역</translation>
    </message>
    <message id="dure.rail.home">
        <translation>홈</translation>
    </message>
    <message id="dure.rail.manager">
        <translation>현황판</translation>
    </message>
    <message id="dure.rail.market">
        <translation>시장 모니터</translation>
    </message>
    <message id="dure.rail.members">
        <translation>세대 승인·회원</translation>
    </message>
    <message id="dure.rail.nodes">
        <translation>노드</translation>
    </message>
    <message id="dure.rail.settings">
        <translation>설정</translation>
    </message>
    <message id="dure.rail.trade">
        <translation>거래</translation>
    </message>
    <message id="dure.rail.usage">
        <translation>사용량</translation>
    </message>
    <message id="dure.refusal.already-settled">
        <translation>이미 정산된 구간이에요.</translation>
    </message>
    <message id="dure.refusal.bad-amount">
        <translation>금액을 다시 확인해 주세요.</translation>
    </message>
    <message id="dure.refusal.beyond-limits">
        <translation>정해진 범위를 벗어났어요.</translation>
    </message>
    <message id="dure.refusal.disk-full">
        <translation>저장 공간이 가득 차서 보낼 수 없어요. 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.refusal.gate-closed">
        <translation>이 구간은 이미 마감됐어요.</translation>
    </message>
    <message id="dure.refusal.locked">
        <translation>비밀번호를 눌러 잠금을 풀어 주세요.</translation>
    </message>
    <message id="dure.refusal.no-coin">
        <translation>코인이 모자라요.</translation>
    </message>
    <message id="dure.refusal.no-manager-key">
        <translation>이 기기에는 관리자 키가 없어 보기만 할 수 있습니다.</translation>
    </message>
    <message id="dure.refusal.not-allowed">
        <translation>이 키로는 할 수 없는 일입니다.</translation>
    </message>
    <message id="dure.refusal.not-member">
        <translation>단지 회원만 할 수 있어요.</translation>
    </message>
    <message id="dure.refusal.not-waiting">
        <translation>이미 처리된 신청입니다.</translation>
    </message>
    <message id="dure.refusal.offline">
        <translation>거래망에 연결되면 할 수 있어요.</translation>
    </message>
    <message id="dure.refusal.other">
        <translation>지금은 할 수 없어요. 잠시 뒤 다시 해 주세요.</translation>
    </message>
    <message id="dure.refusal.paused">
        <translation>거래가 잠시 멈춰 있어요.</translation>
    </message>
    <message id="dure.refusal.unknown-receiver">
        <translation>받을 사람을 찾을 수 없어요.</translation>
    </message>
    <message id="dure.refusal.wrong-invite">
        <translation>초대코드가 달라요.</translation>
    </message>
    <message id="dure.settings.about">
        <translation>정보</translation>
    </message>
    <message id="dure.settings.address">
        <translation>내 주소</translation>
    </message>
    <message id="dure.settings.agent">
        <translation>자동 거래</translation>
    </message>
    <message id="dure.settings.alarms-text">
        <translation>지금과 지난 알림</translation>
    </message>
    <message id="dure.settings.big-text">
        <translation>큰 글씨</translation>
    </message>
    <message id="dure.settings.block">
        <translation>최근 블록</translation>
    </message>
    <message id="dure.settings.brighter">
        <translation>더 밝게</translation>
    </message>
    <message id="dure.settings.brightness">
        <translation>화면 밝기</translation>
    </message>
    <message id="dure.settings.chain-id">
        <translation>거래망 번호</translation>
    </message>
    <message id="dure.settings.connections">
        <translation>연결 대상</translation>
    </message>
    <message id="dure.settings.connections-text">
        <translation>이 월패드가 통신하는 곳</translation>
    </message>
    <message id="dure.settings.dark">
        <translation>어둡게</translation>
    </message>
    <message id="dure.settings.darker">
        <translation>더 어둡게</translation>
    </message>
    <message id="dure.settings.devices-text">
        <translation>값, 통신 상태, 출력 제한, 판매 중지</translation>
    </message>
    <message id="dure.settings.heard">
        <translation>마지막 소식</translation>
    </message>
    <message id="dure.settings.home">
        <translation>우리집</translation>
    </message>
    <message id="dure.settings.language">
        <translation>언어</translation>
    </message>
    <message id="dure.settings.licence">
        <translation>두레는 GNU GPL 3 이상으로 배포되는 자유 소프트웨어이고 보증은 없어요. Qt, libsecp256k1, Crypto++, libsodium, GMP, SQLite, Boost를 써요. 카메라와 마이크를 쓰지 않고 단지 밖으로 연결하지 않아요.</translation>
    </message>
    <message id="dure.settings.light">
        <translation>밝게</translation>
    </message>
    <message id="dure.settings.lock">
        <translation>이 화면 잠그기</translation>
    </message>
    <message id="dure.settings.member-applied">
        <translation>승인 대기</translation>
    </message>
    <message id="dure.settings.member-approved">
        <translation>회원</translation>
    </message>
    <message id="dure.settings.member-denied">
        <translation>승인되지 않음</translation>
    </message>
    <message id="dure.settings.member-left">
        <translation>탈퇴</translation>
    </message>
    <message id="dure.settings.member-none">
        <translation>가입 전</translation>
    </message>
    <message id="dure.settings.member-unknown">
        <translation>확인 중</translation>
    </message>
    <message id="dure.settings.membership">
        <translation>회원</translation>
    </message>
    <message id="dure.settings.motion">
        <translation>움직임</translation>
    </message>
    <message id="dure.settings.network">
        <translation>거래망</translation>
    </message>
    <message id="dure.settings.pin-change">
        <translation>비밀번호 바꾸기</translation>
    </message>
    <message id="dure.settings.pin-off">
        <translation>비밀번호 없음</translation>
    </message>
    <message id="dure.settings.pin-on">
        <translation>비밀번호 사용 중</translation>
    </message>
    <message id="dure.settings.pin-set">
        <translation>비밀번호 만들기</translation>
    </message>
    <message id="dure.settings.screen">
        <translation>화면</translation>
    </message>
    <message id="dure.settings.security">
        <translation>보안</translation>
    </message>
    <message id="dure.settings.state">
        <translation>상태</translation>
    </message>
    <message id="dure.settings.theme">
        <translation>밝기 테마</translation>
    </message>
    <message id="dure.settings.title">
        <translation>설정</translation>
    </message>
    <message id="dure.settings.version">
        <translation>버전</translation>
    </message>
    <message id="dure.strip.alarms">
        <translation>알림 %1건</translation>
    </message>
    <message id="dure.strip.lock">
        <translation>지금 잠그기</translation>
    </message>
    <message id="dure.strip.meter-age">
        <translation>계량기 %1 값</translation>
    </message>
    <message id="dure.strip.meter-fine">
        <translation>계량기 정상</translation>
    </message>
    <message id="dure.strip.meter-none">
        <translation>계량기 없음</translation>
    </message>
    <message id="dure.strip.meter-searching">
        <translation>계량기 찾는 중</translation>
    </message>
    <message id="dure.strip.simulation">
        <translation>시뮬레이션</translation>
    </message>
    <message id="dure.strip.simulation-speed">
        <translation>시뮬레이션 · %1배속</translation>
    </message>
    <message id="dure.strip.unlock">
        <translation>잠금 풀기</translation>
    </message>
    <message id="dure.time.am">
        <translation>오전</translation>
    </message>
    <message id="dure.time.days-ago">
        <translation>%1일 전</translation>
    </message>
    <message id="dure.time.hours-ago">
        <translation>%1시간 전</translation>
    </message>
    <message id="dure.time.hours-minutes">
        <translation>%1시간 %2분</translation>
    </message>
    <message id="dure.time.just-now">
        <translation>방금</translation>
    </message>
    <message id="dure.time.minutes">
        <translation>%1분</translation>
    </message>
    <message id="dure.time.minutes-ago">
        <translation>%1분 전</translation>
    </message>
    <message id="dure.time.minutes-seconds">
        <translation>%1분 %2초</translation>
    </message>
    <message id="dure.time.pm">
        <translation>오후</translation>
    </message>
    <message id="dure.time.seconds">
        <translation>%1초</translation>
    </message>
    <message id="dure.time.seconds-ago">
        <translation>%1초 전</translation>
    </message>
    <message id="dure.time.today">
        <translation>오늘</translation>
    </message>
    <message id="dure.time.yesterday">
        <translation>어제 %1</translation>
    </message>
    <message id="dure.unit.won">
        <translation>원</translation>
    </message>
    <message id="dure.unit.won-per-kwh">
        <translation>원/kWh</translation>
    </message>
    <message id="dure.usage.battery-in">
        <translation>배터리 충전</translation>
    </message>
    <message id="dure.usage.battery-out">
        <translation>배터리 사용</translation>
    </message>
    <message id="dure.usage.bought">
        <translation>이웃에서 구매</translation>
    </message>
    <message id="dure.usage.day">
        <translation>일</translation>
    </message>
    <message id="dure.usage.disclaimer">
        <translation>고지서와 다를 수 있어요</translation>
    </message>
    <message id="dure.usage.earlier">
        <translation>이전 기간</translation>
    </message>
    <message id="dure.usage.earned">
        <translation>이웃에게 받은 돈</translation>
    </message>
    <message id="dure.usage.empty">
        <translation>이 기간에는 검침이 없어요.</translation>
    </message>
    <message id="dure.usage.energy">
        <translation>전기</translation>
    </message>
    <message id="dure.usage.grid-in">
        <translation>계통에서 받음</translation>
    </message>
    <message id="dure.usage.grid-out">
        <translation>계통으로 보냄</translation>
    </message>
    <message id="dure.usage.hour">
        <translation>%1시</translation>
    </message>
    <message id="dure.usage.later">
        <translation>다음 기간</translation>
    </message>
    <message id="dure.usage.missing">
        <translation>검침 %2개 중 %1개가 빠졌어요. 빠진 값은 채우지 않아요.</translation>
    </message>
    <message id="dure.usage.money-in">
        <translation>받은 돈</translation>
    </message>
    <message id="dure.usage.money-out">
        <translation>낸 돈</translation>
    </message>
    <message id="dure.usage.month">
        <translation>월</translation>
    </message>
    <message id="dure.usage.month-day">
        <translation>%1일</translation>
    </message>
    <message id="dure.usage.month-so-far">
        <translation>이번 달 %1, 월말 예상</translation>
    </message>
    <message id="dure.usage.now">
        <translation>지금</translation>
    </message>
    <message id="dure.usage.one-day">
        <translation>하루</translation>
    </message>
    <message id="dure.usage.paid">
        <translation>이웃에게 낸 돈</translation>
    </message>
    <message id="dure.usage.power-in">
        <translation>들어온 전기</translation>
    </message>
    <message id="dure.usage.power-out">
        <translation>나간 전기</translation>
    </message>
    <message id="dure.usage.range">
        <translation>%1 ~ %2</translation>
    </message>
    <message id="dure.usage.sold">
        <translation>이웃에 판매</translation>
    </message>
    <message id="dure.usage.today">
        <translation>오늘 %1</translation>
    </message>
    <message id="dure.usage.total">
        <translation>합계</translation>
    </message>
    <message id="dure.usage.week">
        <translation>주</translation>
    </message>
    <message id="dure.usage.whole-day">
        <translation>하루</translation>
    </message>
    <message id="dure.usage.whole-month">
        <translation>한 달</translation>
    </message>
    <message id="dure.usage.whole-week">
        <translation>한 주</translation>
    </message>
    <message id="dure.usage.whole-year">
        <translation>한 해</translation>
    </message>
    <message id="dure.usage.won">
        <translation>원</translation>
    </message>
    <message id="dure.usage.year">
        <translation>년</translation>
    </message>
</context>
</TS>
