<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name></name>
    <message id="dure.alias.building">
        <translation>건물 %1</translation>
    </message>
    <message id="dure.alias.business">
        <translation>상가 %1</translation>
    </message>
    <message id="dure.alias.charger">
        <translation>충전기 %1</translation>
    </message>
    <message id="dure.alias.common-area">
        <translation>공용부</translation>
    </message>
    <message id="dure.alias.community">
        <translation>이웃 단지 %1</translation>
    </message>
    <message id="dure.alias.external-seller">
        <translation>외부 판매자 %1</translation>
    </message>
    <message id="dure.alias.home">
        <translation>이웃 %1</translation>
    </message>
    <message id="dure.alias.home-of-feeder">
        <translation>%1동 이웃 %2</translation>
    </message>
    <message id="dure.block.all">
        <translation>블록 목록</translation>
    </message>
    <message id="dure.block.column-from">
        <translation>보낸 이</translation>
    </message>
    <message id="dure.block.column-result">
        <translation>결과</translation>
    </message>
    <message id="dure.block.column-what">
        <translation>내용</translation>
    </message>
    <message id="dure.block.column-with">
        <translation>세부</translation>
    </message>
    <message id="dure.block.done">
        <translation>완료</translation>
    </message>
    <message id="dure.block.empty">
        <translation>거래가 없는 블록이에요. 거래망이 살아 있다는 신호예요.</translation>
    </message>
    <message id="dure.block.failed">
        <translation>실패</translation>
    </message>
    <message id="dure.block.find">
        <translation>찾기</translation>
    </message>
    <message id="dure.block.first-round">
        <translation>첫 라운드에 확정</translation>
    </message>
    <message id="dure.block.gas">
        <translation>가스 %1</translation>
    </message>
    <message id="dure.block.next">
        <translation>다음 블록</translation>
    </message>
    <message id="dure.block.not-understood">
        <translation>블록 번호나 16진수 64자리 해시를 입력해 주세요.</translation>
    </message>
    <message id="dure.block.nowhere">
        <translation>그런 블록이나 거래가 없거나, 기록을 읽을 수 없어요.</translation>
    </message>
    <message id="dure.block.open">
        <translation>블록 %1 열기</translation>
    </message>
    <message id="dure.block.previous">
        <translation>이전 블록</translation>
    </message>
    <message id="dure.block.proposer">
        <translation>제안자</translation>
    </message>
    <message id="dure.block.round">
        <translation>라운드 %1에 확정</translation>
    </message>
    <message id="dure.block.seals">
        <translation>서명한 검증자</translation>
    </message>
    <message id="dure.block.search">
        <translation>블록 번호 또는 해시</translation>
    </message>
    <message id="dure.block.searching">
        <translation>찾고 있어요</translation>
    </message>
    <message id="dure.block.title">
        <translation>블록 %1</translation>
    </message>
    <message id="dure.block.title-none">
        <translation>블록</translation>
    </message>
    <message id="dure.call.add-validator">
        <translation>검증자 추가</translation>
    </message>
    <message id="dure.call.agent">
        <translation>자동 거래 키 변경</translation>
    </message>
    <message id="dure.call.allow">
        <translation>사용 허용</translation>
    </message>
    <message id="dure.call.announce">
        <translation>노드 주소 알림</translation>
    </message>
    <message id="dure.call.apply">
        <translation>가입 신청</translation>
    </message>
    <message id="dure.call.approve">
        <translation>가입 승인</translation>
    </message>
    <message id="dure.call.approve-node">
        <translation>노드 승인</translation>
    </message>
    <message id="dure.call.cancel-invite">
        <translation>초대장 취소</translation>
    </message>
    <message id="dure.call.clear">
        <translation>구간 체결</translation>
    </message>
    <message id="dure.call.conditions">
        <translation>거래 조건 변경</translation>
    </message>
    <message id="dure.call.contract-authority">
        <translation>권한</translation>
    </message>
    <message id="dure.call.contract-coin">
        <translation>코인</translation>
    </message>
    <message id="dure.call.contract-governance">
        <translation>네트워크</translation>
    </message>
    <message id="dure.call.contract-market">
        <translation>시장</translation>
    </message>
    <message id="dure.call.contract-policy">
        <translation>자동 거래 한도</translation>
    </message>
    <message id="dure.call.contract-registry">
        <translation>회원</translation>
    </message>
    <message id="dure.call.create">
        <translation>계약 생성</translation>
    </message>
    <message id="dure.call.deliver">
        <translation>검침 등록</translation>
    </message>
    <message id="dure.call.deny">
        <translation>가입 거절</translation>
    </message>
    <message id="dure.call.deposit">
        <translation>코인 발행</translation>
    </message>
    <message id="dure.call.dispute">
        <translation>검침 이의</translation>
    </message>
    <message id="dure.call.field-amount">
        <translation>금액</translation>
    </message>
    <message id="dure.call.field-day">
        <translation>날짜</translation>
    </message>
    <message id="dure.call.field-endpoint">
        <translation>주소</translation>
    </message>
    <message id="dure.call.field-from">
        <translation>보낸 이</translation>
    </message>
    <message id="dure.call.field-net">
        <translation>순량</translation>
    </message>
    <message id="dure.call.field-node">
        <translation>노드</translation>
    </message>
    <message id="dure.call.field-node-role">
        <translation>역할</translation>
    </message>
    <message id="dure.call.field-per-day">
        <translation>하루</translation>
    </message>
    <message id="dure.call.field-per-slot">
        <translation>구간당</translation>
    </message>
    <message id="dure.call.field-role">
        <translation>권한</translation>
    </message>
    <message id="dure.call.field-seat">
        <translation>자리</translation>
    </message>
    <message id="dure.call.field-slot">
        <translation>구간</translation>
    </message>
    <message id="dure.call.field-to">
        <translation>대상</translation>
    </message>
    <message id="dure.call.forecast">
        <translation>발전 예보</translation>
    </message>
    <message id="dure.call.grant">
        <translation>첫 코인 변경</translation>
    </message>
    <message id="dure.call.leave">
        <translation>탈퇴</translation>
    </message>
    <message id="dure.call.node-left">
        <translation>노드 탈퇴</translation>
    </message>
    <message id="dure.call.pause">
        <translation>거래 멈춤</translation>
    </message>
    <message id="dure.call.policy">
        <translation>자동 거래 한도 변경</translation>
    </message>
    <message id="dure.call.redeem">
        <translation>코인 환급</translation>
    </message>
    <message id="dure.call.redeem-invite">
        <translation>초대장 사용</translation>
    </message>
    <message id="dure.call.register-node">
        <translation>노드 등록</translation>
    </message>
    <message id="dure.call.remove-validator">
        <translation>검증자 제외</translation>
    </message>
    <message id="dure.call.replace-validator">
        <translation>검증자 교체</translation>
    </message>
    <message id="dure.call.revoke-node">
        <translation>노드 퇴출</translation>
    </message>
    <message id="dure.call.role">
        <translation>권한 부여</translation>
    </message>
    <message id="dure.call.roles">
        <translation>권한 설정</translation>
    </message>
    <message id="dure.call.rules">
        <translation>구간 시간 변경</translation>
    </message>
    <message id="dure.call.set-manager">
        <translation>관리자 변경</translation>
    </message>
    <message id="dure.call.settle">
        <translation>구간 정산</translation>
    </message>
    <message id="dure.call.transfer">
        <translation>코인 보냄</translation>
    </message>
    <message id="dure.call.unknown">
        <translation>알 수 없는 호출</translation>
    </message>
    <message id="dure.call.unpause">
        <translation>거래 재개</translation>
    </message>
    <message id="dure.call.vote">
        <translation>투표: %1</translation>
    </message>
    <message id="dure.call.withdraw-vote">
        <translation>투표 철회: %1</translation>
    </message>
    <message id="dure.coins.address-label">
        <translation>주소 0x…</translation>
    </message>
    <message id="dure.coins.bad-address">
        <translation>주소가 아니에요. 0x 뒤에 글자와 숫자 40개예요.</translation>
    </message>
    <message id="dure.coins.balance">
        <translation>코인 잔액</translation>
    </message>
    <message id="dure.coins.bought">
        <translation>산 전기 %1</translation>
    </message>
    <message id="dure.coins.cancel">
        <translation>취소</translation>
    </message>
    <message id="dure.coins.checking">
        <translation>확인 중</translation>
    </message>
    <message id="dure.coins.checking-balance">
        <translation>금액 확인 중</translation>
    </message>
    <message id="dure.coins.choose-member">
        <translation>회원 목록</translation>
    </message>
    <message id="dure.coins.close">
        <translation>닫기</translation>
    </message>
    <message id="dure.coins.copy-address">
        <translation>주소 복사</translation>
    </message>
    <message id="dure.coins.deposit">
        <translation>코인 충전</translation>
    </message>
    <message id="dure.coins.detail-block">
        <translation>블록</translation>
    </message>
    <message id="dure.coins.detail-pending">
        <translation>검침과 정산이 끝나면 코인이 오가요.</translation>
    </message>
    <message id="dure.coins.detail-tx">
        <translation>거래 기록</translation>
    </message>
    <message id="dure.coins.detail-what">
        <translation>내용</translation>
    </message>
    <message id="dure.coins.detail-when">
        <translation>시각</translation>
    </message>
    <message id="dure.coins.empty">
        <translation>아직 오간 코인이 없어요.</translation>
    </message>
    <message id="dure.coins.filter-all">
        <translation>전체</translation>
    </message>
    <message id="dure.coins.filter-purchases">
        <translation>구매</translation>
    </message>
    <message id="dure.coins.filter-sales">
        <translation>판매</translation>
    </message>
    <message id="dure.coins.filter-transfers">
        <translation>보내고 받기</translation>
    </message>
    <message id="dure.coins.grant">
        <translation>가입 축하 코인</translation>
    </message>
    <message id="dure.coins.hide">
        <translation>가리기</translation>
    </message>
    <message id="dure.coins.how-much">
        <translation>얼마를 보낼까요?</translation>
    </message>
    <message id="dure.coins.list-unknown">
        <translation>금액을 확인하고 있어요.</translation>
    </message>
    <message id="dure.coins.locked">
        <translation>구매에 잡아둔 %1은 빠져 있어요</translation>
    </message>
    <message id="dure.coins.locked-short">
        <translation>구매에 잡아둔 %1</translation>
    </message>
    <message id="dure.coins.masked">
        <translation>비밀번호를 누르면 보여요</translation>
    </message>
    <message id="dure.coins.month">
        <translation>이번 달 %1</translation>
    </message>
    <message id="dure.coins.no-amount">
        <translation>금액을 정해 주세요.</translation>
    </message>
    <message id="dure.coins.office">
        <translation>관리사무소</translation>
    </message>
    <message id="dure.coins.own-address">
        <translation>우리집 주소예요.</translation>
    </message>
    <message id="dure.coins.pending-in">
        <translation>곧 받을 돈</translation>
    </message>
    <message id="dure.coins.purchase">
        <translation>구매 정산</translation>
    </message>
    <message id="dure.coins.purchase-pending">
        <translation>구매 확인 중</translation>
    </message>
    <message id="dure.coins.rate">
        <translation>1코인 = 1원</translation>
    </message>
    <message id="dure.coins.receive">
        <translation>받기</translation>
    </message>
    <message id="dure.coins.receive-text">
        <translation>단지 회원은 목록에서 우리집을 찾을 수 있어요. 다른 사람에게는 이 주소를 알려 주세요.</translation>
    </message>
    <message id="dure.coins.receive-title">
        <translation>코인 받기</translation>
    </message>
    <message id="dure.coins.received">
        <translation>받음</translation>
    </message>
    <message id="dure.coins.redemption">
        <translation>관리비에 반영</translation>
    </message>
    <message id="dure.coins.sale">
        <translation>판매 정산</translation>
    </message>
    <message id="dure.coins.sale-pending">
        <translation>판매 확인 중</translation>
    </message>
    <message id="dure.coins.send">
        <translation>보내기</translation>
    </message>
    <message id="dure.coins.send-summary">
        <translation>%2에게 %1. 보낸 뒤에는 되돌릴 수 없어요.</translation>
    </message>
    <message id="dure.coins.send-title">
        <translation>코인 보내기</translation>
    </message>
    <message id="dure.coins.sent">
        <translation>보냄</translation>
    </message>
    <message id="dure.coins.sent-toast">
        <translation>코인을 보냈어요.</translation>
    </message>
    <message id="dure.coins.show">
        <translation>보기</translation>
    </message>
    <message id="dure.coins.sold">
        <translation>판 전기 %1</translation>
    </message>
    <message id="dure.coins.spendable">
        <translation>보낼 수 있는 코인 %1</translation>
    </message>
    <message id="dure.coins.to-whom">
        <translation>누구에게 보낼까요?</translation>
    </message>
    <message id="dure.coins.too-much">
        <translation>%1까지 보낼 수 있어요.</translation>
    </message>
    <message id="dure.coins.transfer-in">
        <translation>코인 받기</translation>
    </message>
    <message id="dure.coins.transfer-out">
        <translation>코인 보내기</translation>
    </message>
    <message id="dure.coins.type-address">
        <translation>주소 입력</translation>
    </message>
    <message id="dure.coins.unknown">
        <translation>아직 금액을 확인하고 있어요.</translation>
    </message>
    <message id="dure.condition.a-day">
        <translation>하루에</translation>
    </message>
    <message id="dure.condition.about-a-day">
        <translation>하루에 약</translation>
    </message>
    <message id="dure.condition.all-day">
        <translation>하루 종일</translation>
    </message>
    <message id="dure.condition.all-surplus">
        <translation>남는 전기 전부</translation>
    </message>
    <message id="dure.condition.ask-buy">
        <translation>이대로 살까요?</translation>
    </message>
    <message id="dure.condition.ask-buy-price">
        <translation>얼마까지 살까요?</translation>
    </message>
    <message id="dure.condition.ask-buy-quantity">
        <translation>얼마나 살까요?</translation>
    </message>
    <message id="dure.condition.ask-buy-time">
        <translation>언제 살까요?</translation>
    </message>
    <message id="dure.condition.ask-sell">
        <translation>이대로 팔까요?</translation>
    </message>
    <message id="dure.condition.ask-sell-price">
        <translation>얼마부터 팔까요?</translation>
    </message>
    <message id="dure.condition.ask-sell-quantity">
        <translation>얼마나 팔까요?</translation>
    </message>
    <message id="dure.condition.ask-sell-time">
        <translation>언제 팔까요?</translation>
    </message>
    <message id="dure.condition.at-this-price">
        <translation>이 값이면</translation>
    </message>
    <message id="dure.condition.bought">
        <translation>사는 양</translation>
    </message>
    <message id="dure.condition.buys">
        <translation>살 수 있어요</translation>
    </message>
    <message id="dure.condition.buys-not">
        <translation>못 사요</translation>
    </message>
    <message id="dure.condition.cancel-rule">
        <translation>언제든 지울 수 있어요. 그때까지 체결된 구간은 그대로 진행돼요. 모자란 전기는 계통에서 채우고 위약금은 없어요.</translation>
    </message>
    <message id="dure.condition.change">
        <translation>고치기</translation>
    </message>
    <message id="dure.condition.day-purchase">
        <translation>하루 약 %1 · %2</translation>
    </message>
    <message id="dure.condition.day-sale">
        <translation>하루 약 %1 · %2</translation>
    </message>
    <message id="dure.condition.daytime">
        <translation>낮</translation>
    </message>
    <message id="dure.condition.energy-name">
        <translation>한 구간의 전기</translation>
    </message>
    <message id="dure.condition.evening">
        <translation>저녁</translation>
    </message>
    <message id="dure.condition.every">
        <translation>%1마다, 하루 최대 %2</translation>
    </message>
    <message id="dure.condition.every-day">
        <translation>매일</translation>
    </message>
    <message id="dure.condition.first-slot">
        <translation>첫 구간</translation>
    </message>
    <message id="dure.condition.fixed-amount">
        <translation>양을 정해서</translation>
    </message>
    <message id="dure.condition.from">
        <translation>시작</translation>
    </message>
    <message id="dure.condition.hour">
        <translation>%1시</translation>
    </message>
    <message id="dure.condition.hours">
        <translation>%1~%2</translation>
    </message>
    <message id="dure.condition.hours-overnight">
        <translation>%1~다음 날 %2</translation>
    </message>
    <message id="dure.condition.limit-from">
        <translation>%1부터</translation>
    </message>
    <message id="dure.condition.limit-to">
        <translation>%1까지</translation>
    </message>
    <message id="dure.condition.mark-first-tier">
        <translation>한전 1단계 %1원</translation>
    </message>
    <message id="dure.condition.mark-tier">
        <translation>%1단계 %2원</translation>
    </message>
    <message id="dure.condition.mark-utility-buy">
        <translation>한전에서 사기 %1원</translation>
    </message>
    <message id="dure.condition.mark-utility-sell">
        <translation>한전에 팔기 %1원</translation>
    </message>
    <message id="dure.condition.match-count">
        <translation>%2번 중 %1번</translation>
    </message>
    <message id="dure.condition.match-share">
        <translation>체결 비율</translation>
    </message>
    <message id="dure.condition.mean">
        <translation>단지 평균 %1원</translation>
    </message>
    <message id="dure.condition.next">
        <translation>다음</translation>
    </message>
    <message id="dure.condition.note-buy-less">
        <translation>%1원은 최고가예요. 실제로는 그때 시세로 내고, 한전(%2원)보다 &lt;b&gt;%3&lt;/b&gt; 적게 들어요.</translation>
    </message>
    <message id="dure.condition.note-buy-more">
        <translation>%1원은 최고가예요. 한전(%2원)보다 &lt;b&gt;%3&lt;/b&gt; 더 들어요.</translation>
    </message>
    <message id="dure.condition.note-no-prices">
        <translation>아직 지난 체결가가 없어요.</translation>
    </message>
    <message id="dure.condition.note-no-purchase">
        <translation>이 값이면 지난 며칠 동안 살 수 없었어요.</translation>
    </message>
    <message id="dure.condition.note-no-sale">
        <translation>이 값이면 지난 며칠 동안 팔린 적이 없어요.</translation>
    </message>
    <message id="dure.condition.note-sell-less">
        <translation>%1원은 최저가예요. 한전(%2원)보다 &lt;b&gt;%3&lt;/b&gt; 적어요.</translation>
    </message>
    <message id="dure.condition.note-sell-more">
        <translation>%1원은 최저가예요. 실제로는 그때 시세로 받고, 한전(%2원)보다 &lt;b&gt;%3&lt;/b&gt; 많아요.</translation>
    </message>
    <message id="dure.condition.of-asked">
        <translation>kWh / %1</translation>
    </message>
    <message id="dure.condition.own-hours">
        <translation>직접</translation>
    </message>
    <message id="dure.condition.pay">
        <translation>내요</translation>
    </message>
    <message id="dure.condition.preset-buy-surely">
        <translation>꼭 사기 %1원</translation>
    </message>
    <message id="dure.condition.preset-mean">
        <translation>단지 평균 %1원</translation>
    </message>
    <message id="dure.condition.preset-sell-fast">
        <translation>빨리 팔기 %1원</translation>
    </message>
    <message id="dure.condition.preset-utility">
        <translation>한전 수준 %1원</translation>
    </message>
    <message id="dure.condition.previous">
        <translation>이전</translation>
    </message>
    <message id="dure.condition.price-name">
        <translation>가격</translation>
    </message>
    <message id="dure.condition.quantity-per-slot">
        <translation>%2에 %1</translation>
    </message>
    <message id="dure.condition.receive">
        <translation>받아요</translation>
    </message>
    <message id="dure.condition.recent-prices">
        <translation>지난 7일 체결가</translation>
    </message>
    <message id="dure.condition.register">
        <translation>등록하기</translation>
    </message>
    <message id="dure.condition.sells">
        <translation>팔려요</translation>
    </message>
    <message id="dure.condition.sells-not">
        <translation>안 팔려요</translation>
    </message>
    <message id="dure.condition.sending">
        <translation>확인 중</translation>
    </message>
    <message id="dure.condition.sent-purchase">
        <translation>구매조건을 등록했어요.</translation>
    </message>
    <message id="dure.condition.sent-sale">
        <translation>판매조건을 등록했어요.</translation>
    </message>
    <message id="dure.condition.sold">
        <translation>팔리는 양</translation>
    </message>
    <message id="dure.condition.state-active">
        <translation>거래 중</translation>
    </message>
    <message id="dure.condition.state-failed">
        <translation>거절됨</translation>
    </message>
    <message id="dure.condition.state-pending">
        <translation>확인 중</translation>
    </message>
    <message id="dure.condition.state-removing">
        <translation>지우는 중</translation>
    </message>
    <message id="dure.condition.step-confirm">
        <translation>확인</translation>
    </message>
    <message id="dure.condition.step-price">
        <translation>가격</translation>
    </message>
    <message id="dure.condition.step-quantity">
        <translation>수량</translation>
    </message>
    <message id="dure.condition.step-time">
        <translation>시간</translation>
    </message>
    <message id="dure.condition.surplus-most">
        <translation>%2에 최대 %1</translation>
    </message>
    <message id="dure.condition.surplus-text">
        <translation>집에서 쓰고 남는 전기를 모두 내놔요. 해가 좋으면 많이, 밤에는 내놓지 않아요. 어제는 이만큼 남았어요.</translation>
    </message>
    <message id="dure.condition.title-buy">
        <translation>구매조건</translation>
    </message>
    <message id="dure.condition.title-sell">
        <translation>판매조건</translation>
    </message>
    <message id="dure.condition.to">
        <translation>끝</translation>
    </message>
    <message id="dure.condition.usual-price">
        <translation>예상 시세</translation>
    </message>
    <message id="dure.condition.weekend">
        <translation>주말</translation>
    </message>
    <message id="dure.condition.workdays">
        <translation>평일</translation>
    </message>
    <message id="dure.contract.after">
        <translation>%1 이후</translation>
    </message>
    <message id="dure.contract.agreed">
        <translation>/ 계약 %1</translation>
    </message>
    <message id="dure.contract.block">
        <translation>블록 %1</translation>
    </message>
    <message id="dure.contract.by">
        <translation>%1까지</translation>
    </message>
    <message id="dure.contract.copied">
        <translation>복사했어요.</translation>
    </message>
    <message id="dure.contract.copy">
        <translation>복사</translation>
    </message>
    <message id="dure.contract.from">
        <translation>%1부터</translation>
    </message>
    <message id="dure.contract.gone">
        <translation>이 계약은 월패드에 남아 있지 않아요.</translation>
    </message>
    <message id="dure.contract.legend-agreed">
        <translation>계약한 양</translation>
    </message>
    <message id="dure.contract.legend-received">
        <translation>받았어요</translation>
    </message>
    <message id="dure.contract.legend-sent">
        <translation>보냈어요</translation>
    </message>
    <message id="dure.contract.metered">
        <translation>우리집 계량기 %1 %2 · 정산 %3</translation>
    </message>
    <message id="dure.contract.metered-in">
        <translation>받음</translation>
    </message>
    <message id="dure.contract.metered-out">
        <translation>내보냄</translation>
    </message>
    <message id="dure.contract.money-hidden">
        <translation>잠금을 풀면 금액이 보여요</translation>
    </message>
    <message id="dure.contract.partners-more">
        <translation>%1 외 %2곳</translation>
    </message>
    <message id="dure.contract.proof">
        <translation>거래 증명</translation>
    </message>
    <message id="dure.contract.proof-text">
        <translation>이 구간 계약 목록의 지문</translation>
    </message>
    <message id="dure.contract.received-energy">
        <translation>받은 전기</translation>
    </message>
    <message id="dure.contract.sent-energy">
        <translation>보낸 전기</translation>
    </message>
    <message id="dure.contract.title-purchase">
        <translation>구매 계약</translation>
    </message>
    <message id="dure.contract.title-sale">
        <translation>판매 계약</translation>
    </message>
    <message id="dure.contract.to-pay">
        <translation>낼 돈</translation>
    </message>
    <message id="dure.contract.to-receive">
        <translation>받을 돈</translation>
    </message>
    <message id="dure.contract.until">
        <translation>%1까지</translation>
    </message>
    <message id="dure.contract.your-condition">
        <translation>내 조건</translation>
    </message>
    <message id="dure.contracts.empty">
        <translation>아직 계약이 없어요. 조건이 맞으면 저절로 체결돼요.</translation>
    </message>
    <message id="dure.contracts.purchase">
        <translation>구매 %1</translation>
    </message>
    <message id="dure.contracts.running">
        <translation>%1건 진행 중</translation>
    </message>
    <message id="dure.contracts.sale">
        <translation>판매 %1</translation>
    </message>
    <message id="dure.contracts.title">
        <translation>계약</translation>
    </message>
    <message id="dure.deviation.cancelled">
        <translation>계약이 취소됐어요. 코인은 오가지 않았어요.</translation>
    </message>
    <message id="dure.deviation.coming">
        <translation>%1에 시작해요.</translation>
    </message>
    <message id="dure.deviation.estimated">
        <translation>%1 검침이 빠져 추정한 값이에요.</translation>
    </message>
    <message id="dure.deviation.none">
        <translation>계약한 만큼 정확히 오갔어요.</translation>
    </message>
    <message id="dure.deviation.running">
        <translation>지금 오가고 있어요. 끝나면 계량기 값으로 정해요.</translation>
    </message>
    <message id="dure.deviation.sold-less">
        <translation>%1가 모자라 계통에서 채웠어요. 위약금은 없어요.</translation>
    </message>
    <message id="dure.deviation.sold-more">
        <translation>계약보다 많은 %1는 한전으로 보냈어요.</translation>
    </message>
    <message id="dure.deviation.used-less">
        <translation>산 전기 중 %1는 쓰지 않아 계통으로 보냈어요.</translation>
    </message>
    <message id="dure.deviation.used-more">
        <translation>계약보다 더 쓴 %1는 한전에서 샀어요.</translation>
    </message>
    <message id="dure.deviation.waiting">
        <translation>다 오갔어요. 검침을 기다리고 있어요.</translation>
    </message>
    <message id="dure.join.address">
        <translation>주소 %1</translation>
    </message>
    <message id="dure.join.admitted">
        <translation>단지 네트워크에 들어왔어요</translation>
    </message>
    <message id="dure.join.again">
        <translation>다시 묻기</translation>
    </message>
    <message id="dure.join.asking">
        <translation>단지에 묻는 중</translation>
    </message>
    <message id="dure.join.asks">
        <translation>물어볼 곳</translation>
    </message>
    <message id="dure.join.begin">
        <translation>초대장으로 참여</translation>
    </message>
    <message id="dure.join.best-unknown">
        <translation>다른 노드가 어디까지 왔는지 알아보는 중</translation>
    </message>
    <message id="dure.join.block-of">
        <translation>%2블록 중 %1블록</translation>
    </message>
    <message id="dure.join.clear">
        <translation>지우기</translation>
    </message>
    <message id="dure.join.community">
        <translation>단지 번호</translation>
    </message>
    <message id="dure.join.damaged">
        <translation>초대장의 글자가 빠졌거나 틀려요. 다시 스캔하거나 붙여 넣어 주세요.</translation>
    </message>
    <message id="dure.join.disk">
        <translation>필요한 파일을 저장하지 못했어요. 저장 공간이 가득 찼나요?</translation>
    </message>
    <message id="dure.join.empty">
        <translation>초대장을 스캔하거나 붙여 넣어 주세요</translation>
    </message>
    <message id="dure.join.expired">
        <translation>초대장의 기한이 지났어요. 관리사무소에서 새로 받아 주세요.</translation>
    </message>
    <message id="dure.join.for-another">
        <translation>다른 기기의 초대장이에요. 관리사무소에서 이 기기의 초대장을 받아 주세요.</translation>
    </message>
    <message id="dure.join.found">
        <translation>단지가 응답했어요</translation>
    </message>
    <message id="dure.join.found-text">
        <translation>첫 블록이 초대장에 적힌 것과 같아요. 이제부터 이 월패드는 그 단지의 노드가 돼요.</translation>
    </message>
    <message id="dure.join.good">
        <translation>쓸 수 있는 초대장</translation>
    </message>
    <message id="dure.join.invite">
        <translation>초대장</translation>
    </message>
    <message id="dure.join.join">
        <translation>참여하기</translation>
    </message>
    <message id="dure.join.looking">
        <translation>단지의 노드를 찾는 중</translation>
    </message>
    <message id="dure.join.member-already">
        <translation>이 월패드는 이미 단지에 들어 있어요.</translation>
    </message>
    <message id="dure.join.newer">
        <translation>더 새로운 프로그램의 초대장이에요. 먼저 이 월패드를 업데이트해 주세요.</translation>
    </message>
    <message id="dure.join.no-genesis">
        <translation>%1에서 응답은 있지만 단지 정보를 주지 않아요. 잠시 뒤 다시 해 보세요.</translation>
    </message>
    <message id="dure.join.not-an-invite">
        <translation>초대장이 아니에요. 초대장은 DURE1:로 시작해요.</translation>
    </message>
    <message id="dure.join.not-for-homes">
        <translation>세대가 아니라 단지 서버에 쓰는 초대장이에요.</translation>
    </message>
    <message id="dure.join.not-the-managers">
        <translation>이 단지의 관리자가 서명한 초대장이 아니에요. 믿지 말고 관리사무소에 물어보세요.</translation>
    </message>
    <message id="dure.join.open">
        <translation>들어가기</translation>
    </message>
    <message id="dure.join.other-community">
        <translation>다른 단지의 초대장이에요.</translation>
    </message>
    <message id="dure.join.other-invite">
        <translation>다른 초대장 쓰기</translation>
    </message>
    <message id="dure.join.paste">
        <translation>붙여넣기</translation>
    </message>
    <message id="dure.join.redeeming">
        <translation>초대장을 쓰는 중</translation>
    </message>
    <message id="dure.join.refused">
        <translation>단지가 이 월패드를 들이지 않아요</translation>
    </message>
    <message id="dure.join.revoked">
        <translation>이 월패드는 단지에서 제외되었어요. 관리사무소에 물어보세요.</translation>
    </message>
    <message id="dure.join.spent">
        <translation>이미 쓰였거나 취소된 초대장이에요. 관리사무소에서 새로 받아 주세요.</translation>
    </message>
    <message id="dure.join.syncing">
        <translation>단지의 블록을 받는 중</translation>
    </message>
    <message id="dure.join.tell-words">
        <translation>아래 여섯 단어를 관리사무소에 알려 주세요. 이 단어를 보이는 노드만 승인해요.</translation>
    </message>
    <message id="dure.join.text">
        <translation>관리사무소에서 받은 초대 코드를 스캔하거나 글을 붙여 넣어 주세요. 초대장은 한 번만 쓸 수 있어요.</translation>
    </message>
    <message id="dure.join.text-network">
        <translation>이제 이 월패드는 단지의 노드예요. 모든 블록을 받아 확인한 뒤 들여보내 달라고 요청해요.</translation>
    </message>
    <message id="dure.join.text-unit">
        <translation>동·호수는 체인에 기록되지 않아요.</translation>
    </message>
    <message id="dure.join.title">
        <translation>초대장으로 참여</translation>
    </message>
    <message id="dure.join.unit">
        <translation>세대</translation>
    </message>
    <message id="dure.join.unreachable">
        <translation>%1에서 응답이 없어요. 이 월패드가 단지 통신망에 연결되어 있나요?</translation>
    </message>
    <message id="dure.join.until">
        <translation>기한</translation>
    </message>
    <message id="dure.join.waiting">
        <translation>관리자 승인을 기다리는 중</translation>
    </message>
    <message id="dure.join.wrong-genesis">
        <translation>%1에서 응답한 것은 다른 단지예요. 믿지 말고 관리사무소에 물어보세요.</translation>
    </message>
    <message id="dure.kind.building">
        <translation>건물</translation>
    </message>
    <message id="dure.kind.business">
        <translation>상가·학교</translation>
    </message>
    <message id="dure.kind.charger">
        <translation>충전기</translation>
    </message>
    <message id="dure.kind.common-area">
        <translation>공용부</translation>
    </message>
    <message id="dure.kind.community">
        <translation>단지</translation>
    </message>
    <message id="dure.kind.external-seller">
        <translation>외부 판매자</translation>
    </message>
    <message id="dure.kind.home">
        <translation>세대</translation>
    </message>
    <message id="dure.manager.all-online">
        <translation>모두 검침 중</translation>
    </message>
    <message id="dure.manager.amount">
        <translation>금액</translation>
    </message>
    <message id="dure.manager.applicant">
        <translation>신청자</translation>
    </message>
    <message id="dure.manager.applications">
        <translation>가입 신청</translation>
    </message>
    <message id="dure.manager.applied">
        <translation>승인 대기</translation>
    </message>
    <message id="dure.manager.approve">
        <translation>승인</translation>
    </message>
    <message id="dure.manager.approve-text">
        <translation>시장 자리와 첫 코인을 받습니다. 신청서의 키와 같은지 확인하세요: %1</translation>
    </message>
    <message id="dure.manager.approve-title">
        <translation>가입을 승인할까요?</translation>
    </message>
    <message id="dure.manager.block-age">
        <translation>블록 %1 · %2</translation>
    </message>
    <message id="dure.manager.blocks">
        <translation>블록 탐색기</translation>
    </message>
    <message id="dure.manager.building">
        <translation>%1동</translation>
    </message>
    <message id="dure.manager.buyer">
        <translation>구매</translation>
    </message>
    <message id="dure.manager.by-building">
        <translation>동별 연결</translation>
    </message>
    <message id="dure.manager.chain-id">
        <translation>체인 번호 %1</translation>
    </message>
    <message id="dure.manager.chart-axes">
        <translation>원/kWh, 누적 전력량</translation>
    </message>
    <message id="dure.manager.cleared-at">
        <translation>%1 체결</translation>
    </message>
    <message id="dure.manager.clearing-price">
        <translation>체결가</translation>
    </message>
    <message id="dure.manager.coins-balance">
        <translation>받은 코인 = 낸 코인</translation>
    </message>
    <message id="dure.manager.column-age">
        <translation>지난 시간</translation>
    </message>
    <message id="dure.manager.column-cleared">
        <translation>체결 · 블록</translation>
    </message>
    <message id="dure.manager.column-coins">
        <translation>코인</translation>
    </message>
    <message id="dure.manager.column-gas">
        <translation>가스</translation>
    </message>
    <message id="dure.manager.column-hash">
        <translation>해시</translation>
    </message>
    <message id="dure.manager.column-height">
        <translation>블록</translation>
    </message>
    <message id="dure.manager.column-key">
        <translation>키</translation>
    </message>
    <message id="dure.manager.column-kind">
        <translation>종류</translation>
    </message>
    <message id="dure.manager.column-name">
        <translation>이름</translation>
    </message>
    <message id="dure.manager.column-net">
        <translation>지난 구간</translation>
    </message>
    <message id="dure.manager.column-plant">
        <translation>설비</translation>
    </message>
    <message id="dure.manager.column-proof">
        <translation>목록 해시</translation>
    </message>
    <message id="dure.manager.column-reading">
        <translation>검침</translation>
    </message>
    <message id="dure.manager.column-reported">
        <translation>검침 · 블록</translation>
    </message>
    <message id="dure.manager.column-settled">
        <translation>정산 · 블록</translation>
    </message>
    <message id="dure.manager.column-slot">
        <translation>구간</translation>
    </message>
    <message id="dure.manager.column-state">
        <translation>상태</translation>
    </message>
    <message id="dure.manager.column-time">
        <translation>시각</translation>
    </message>
    <message id="dure.manager.column-transactions">
        <translation>거래 기록</translation>
    </message>
    <message id="dure.manager.connected">
        <translation>연결 %1</translation>
    </message>
    <message id="dure.manager.connected-members">
        <translation>연결된 회원</translation>
    </message>
    <message id="dure.manager.contract-count">
        <translation>계약</translation>
    </message>
    <message id="dure.manager.dashboard">
        <translation>현황판</translation>
    </message>
    <message id="dure.manager.deciding">
        <translation>보내는 중</translation>
    </message>
    <message id="dure.manager.demand">
        <translation>구매 (수요)</translation>
    </message>
    <message id="dure.manager.denied">
        <translation>거절</translation>
    </message>
    <message id="dure.manager.deny">
        <translation>거절</translation>
    </message>
    <message id="dure.manager.deny-text">
        <translation>새 초대코드로 다시 신청할 수 있습니다.</translation>
    </message>
    <message id="dure.manager.deny-title">
        <translation>가입을 거절할까요?</translation>
    </message>
    <message id="dure.manager.disputed-slots">
        <translation>이의 제기</translation>
    </message>
    <message id="dure.manager.disputes-to-do">
        <translation>검침 비교 필요</translation>
    </message>
    <message id="dure.manager.energy">
        <translation>전력량</translation>
    </message>
    <message id="dure.manager.expected-price">
        <translation>예상 체결가</translation>
    </message>
    <message id="dure.manager.exported">
        <translation>내보냄 %1</translation>
    </message>
    <message id="dure.manager.gate-at">
        <translation>%1 마감</translation>
    </message>
    <message id="dure.manager.homes">
        <translation>%1세대</translation>
    </message>
    <message id="dure.manager.imported">
        <translation>계통에서 받는 전력</translation>
    </message>
    <message id="dure.manager.key-since">
        <translation>키 %1 · %2 신청</translation>
    </message>
    <message id="dure.manager.last-contracts">
        <translation>지난 구간 계약</translation>
    </message>
    <message id="dure.manager.last-slot">
        <translation>지난 구간</translation>
    </message>
    <message id="dure.manager.left">
        <translation>탈퇴</translation>
    </message>
    <message id="dure.manager.lost">
        <translation>끊김 %1</translation>
    </message>
    <message id="dure.manager.market-monitor">
        <translation>시장 모니터</translation>
    </message>
    <message id="dure.manager.members">
        <translation>세대 승인·회원</translation>
    </message>
    <message id="dure.manager.members-note">
        <translation>%2세대 중 %1세대 연결 · 코인 %3</translation>
    </message>
    <message id="dure.manager.net-in">
        <translation>받음 %1</translation>
    </message>
    <message id="dure.manager.net-out">
        <translation>보냄 %1</translation>
    </message>
    <message id="dure.manager.network">
        <translation>거래망</translation>
    </message>
    <message id="dure.manager.newest-blocks">
        <translation>최근 %1블록</translation>
    </message>
    <message id="dure.manager.next-slot">
        <translation>다음 구간</translation>
    </message>
    <message id="dure.manager.no-book">
        <translation>이 구간에는 팔거나 사려는 세대가 없었습니다.</translation>
    </message>
    <message id="dure.manager.no-contracts">
        <translation>계약이 없습니다.</translation>
    </message>
    <message id="dure.manager.no-disputes">
        <translation>비교할 것 없음</translation>
    </message>
    <message id="dure.manager.no-feeder">
        <translation>선로 미정</translation>
    </message>
    <message id="dure.manager.no-members">
        <translation>아직 회원이 없습니다.</translation>
    </message>
    <message id="dure.manager.no-slots">
        <translation>아직 체결된 구간이 없습니다.</translation>
    </message>
    <message id="dure.manager.nodes">
        <translation>노드·검증자</translation>
    </message>
    <message id="dure.manager.nothing-to-do">
        <translation>처리할 일이 없습니다.</translation>
    </message>
    <message id="dure.manager.offline">
        <translation>검침 없음</translation>
    </message>
    <message id="dure.manager.online">
        <translation>연결</translation>
    </message>
    <message id="dure.manager.past-prices">
        <translation>지난 체결가</translation>
    </message>
    <message id="dure.manager.pause">
        <translation>거래 멈추기</translation>
    </message>
    <message id="dure.manager.pause-text">
        <translation>다시 시작할 때까지 새 구간을 체결하지 않습니다. 체결된 구간의 송전과 정산은 그대로 진행됩니다.</translation>
    </message>
    <message id="dure.manager.per-block">
        <translation>블록마다 거래 기록</translation>
    </message>
    <message id="dure.manager.plant">
        <translation>%1 · 설비 %2</translation>
    </message>
    <message id="dure.manager.price">
        <translation>가격</translation>
    </message>
    <message id="dure.manager.price-range">
        <translation>%1~%2원</translation>
    </message>
    <message id="dure.manager.resume">
        <translation>거래 다시 시작</translation>
    </message>
    <message id="dure.manager.resume-text">
        <translation>다음 마감부터 다시 체결합니다.</translation>
    </message>
    <message id="dure.manager.seat">
        <translation>%1번 자리</translation>
    </message>
    <message id="dure.manager.seller">
        <translation>판매</translation>
    </message>
    <message id="dure.manager.selling">
        <translation>판매 %1</translation>
    </message>
    <message id="dure.manager.settled-energy">
        <translation>정산한 전력량</translation>
    </message>
    <message id="dure.manager.settled-money">
        <translation>오간 코인</translation>
    </message>
    <message id="dure.manager.settled-slots">
        <translation>정산한 구간</translation>
    </message>
    <message id="dure.manager.settlement">
        <translation>정산</translation>
    </message>
    <message id="dure.manager.settlement-note">
        <translation>최근 %1구간</translation>
    </message>
    <message id="dure.manager.simulation">
        <translation>시뮬레이션 · %1배속</translation>
    </message>
    <message id="dure.manager.slot-note">
        <translation>%1 구간 · %2</translation>
    </message>
    <message id="dure.manager.some-lost">
        <translation>끊김 %1세대 · 확인 필요</translation>
    </message>
    <message id="dure.manager.supply">
        <translation>판매 (공급)</translation>
    </message>
    <message id="dure.manager.tier-mark">
        <translation>한전 %1단계 %2</translation>
    </message>
    <message id="dure.manager.to-do">
        <translation>처리할 일</translation>
    </message>
    <message id="dure.manager.traded-today">
        <translation>오늘 %1</translation>
    </message>
    <message id="dure.manager.traded-today-mean">
        <translation>오늘 %1 · 평균 %2원</translation>
    </message>
    <message id="dure.manager.traders">
        <translation>판매 / 구매 세대</translation>
    </message>
    <message id="dure.manager.trading">
        <translation>이웃 거래</translation>
    </message>
    <message id="dure.manager.unbought">
        <translation>남은 구매 ← 계통</translation>
    </message>
    <message id="dure.manager.unsold">
        <translation>남은 판매 → 계통</translation>
    </message>
    <message id="dure.manager.volume">
        <translation>거래량</translation>
    </message>
    <message id="dure.manager.waiting-slots">
        <translation>진행 중 %1구간</translation>
    </message>
    <message id="dure.nodes.admit">
        <translation>승인</translation>
    </message>
    <message id="dure.nodes.admit-text">
        <translation>%1

낱말이 다르면 다른 사람이 초대장을 쓴 것이니 거절하세요.</translation>
    </message>
    <message id="dure.nodes.admit-title">
        <translation>새 기기 화면에 같은 여섯 낱말이 보이나요?</translation>
    </message>
    <message id="dure.nodes.age">
        <translation>새 블록</translation>
    </message>
    <message id="dure.nodes.alone">
        <translation>이 노드 혼자 동작 중</translation>
    </message>
    <message id="dure.nodes.behind">
        <translation>%1블록 뒤처짐</translation>
    </message>
    <message id="dure.nodes.below-ms">
        <translation>1 ms 미만</translation>
    </message>
    <message id="dure.nodes.block-time">
        <translation>제안에서 확정까지</translation>
    </message>
    <message id="dure.nodes.column-last">
        <translation>마지막 블록</translation>
    </message>
    <message id="dure.nodes.column-latency">
        <translation>지연</translation>
    </message>
    <message id="dure.nodes.column-missed">
        <translation>놓친 차례</translation>
    </message>
    <message id="dure.nodes.column-peer">
        <translation>연결 대상</translation>
    </message>
    <message id="dure.nodes.column-role">
        <translation>역할</translation>
    </message>
    <message id="dure.nodes.column-since">
        <translation>연결 시각</translation>
    </message>
    <message id="dure.nodes.column-state">
        <translation>상태</translation>
    </message>
    <message id="dure.nodes.column-validator">
        <translation>검증자</translation>
    </message>
    <message id="dure.nodes.column-version">
        <translation>버전</translation>
    </message>
    <message id="dure.nodes.connections">
        <translation>연결</translation>
    </message>
    <message id="dure.nodes.encrypted">
        <translation>종단 간 암호화</translation>
    </message>
    <message id="dure.nodes.evidence">
        <translation>이중 서명을 발견했어요. 이 검증자를 빼고 장비를 점검해 주세요.</translation>
    </message>
    <message id="dure.nodes.evidence-words">
        <translation>검증자 %1: 블록 %3, 라운드 %4에서 %2에 서명</translation>
    </message>
    <message id="dure.nodes.height-unknown">
        <translation>다른 노드의 높이를 아직 몰라요</translation>
    </message>
    <message id="dure.nodes.me">
        <translation>%1 (이 노드)</translation>
    </message>
    <message id="dure.nodes.median">
        <translation>최근 블록의 중앙값</translation>
    </message>
    <message id="dure.nodes.misses">
        <translation>차례를 놓침</translation>
    </message>
    <message id="dure.nodes.ms">
        <translation>%1 ms</translation>
    </message>
    <message id="dure.nodes.no-evidence">
        <translation>서로 다른 블록에 이중 서명한 노드가 없어요.</translation>
    </message>
    <message id="dure.nodes.no-peers">
        <translation>연결된 노드가 없어요. 통신선이나 중계 노드, 다른 노드를 확인해 주세요.</translation>
    </message>
    <message id="dure.nodes.no-turn">
        <translation>아직 차례 없음</translation>
    </message>
    <message id="dure.nodes.note">
        <translation>%1 · 버전 %2</translation>
    </message>
    <message id="dure.nodes.proposes">
        <translation>정상</translation>
    </message>
    <message id="dure.nodes.refuse">
        <translation>거절</translation>
    </message>
    <message id="dure.nodes.refuse-text">
        <translation>새 초대장이 있어야 다시 신청할 수 있습니다.</translation>
    </message>
    <message id="dure.nodes.refuse-title">
        <translation>이 노드를 거절할까요?</translation>
    </message>
    <message id="dure.nodes.role-follower">
        <translation>세대</translation>
    </message>
    <message id="dure.nodes.role-relay">
        <translation>중계</translation>
    </message>
    <message id="dure.nodes.role-unit">
        <translation>%1 · %2호</translation>
    </message>
    <message id="dure.nodes.role-unknown">
        <translation>알 수 없음</translation>
    </message>
    <message id="dure.nodes.role-validator">
        <translation>검증자</translation>
    </message>
    <message id="dure.nodes.silent">
        <translation>응답 없음</translation>
    </message>
    <message id="dure.nodes.turns-note">
        <translation>최근 %1블록 기준</translation>
    </message>
    <message id="dure.nodes.two-commits">
        <translation>서로 다른 확정 투표 두 개</translation>
    </message>
    <message id="dure.nodes.two-prepares">
        <translation>서로 다른 준비 투표 두 개</translation>
    </message>
    <message id="dure.nodes.two-proposals">
        <translation>서로 다른 제안 두 개</translation>
    </message>
    <message id="dure.nodes.two-round-changes">
        <translation>서로 다른 라운드 변경 두 개</translation>
    </message>
    <message id="dure.nodes.up-to-date">
        <translation>최신 상태</translation>
    </message>
    <message id="dure.nodes.validators">
        <translation>검증자</translation>
    </message>
    <message id="dure.nodes.waiting">
        <translation>참여 승인을 기다리는 노드</translation>
    </message>
    <message id="dure.nodes.waiting-note">
        <translation>%1 · %2부터 대기</translation>
    </message>
    <message id="dure.problem.bad-hours">
        <translation>시작과 끝이 같아요.</translation>
    </message>
    <message id="dure.problem.no-place">
        <translation>네 자리가 모두 찼어요. 먼저 하나를 지워 주세요.</translation>
    </message>
    <message id="dure.problem.no-quantity">
        <translation>수량을 정해 주세요.</translation>
    </message>
    <message id="dure.problem.no-weekday">
        <translation>요일을 하나 이상 골라 주세요.</translation>
    </message>
    <message id="dure.problem.same-side">
        <translation>같은 시간에 다른 조건이 있어요. 둘 다 적용돼요.</translation>
    </message>
    <message id="dure.problem.self-trade">
        <translation>내 구매조건과 겹쳐요. 판매가는 내 구매가보다 높아야 해요.</translation>
    </message>
    <message id="dure.problem.too-much">
        <translation>한 구간에 1,048 kWh까지 넣을 수 있어요.</translation>
    </message>
    <message id="dure.rail.blocks">
        <translation>블록 탐색기</translation>
    </message>
    <message id="dure.rail.lock">
        <translation>잠그기</translation>
    </message>
    <message id="dure.rail.settlement">
        <translation>정산</translation>
    </message>
    <message id="dure.restore.bad-words">
        <translation>키의 단어가 아니에요. 종이의 단어와 순서를 다시 확인해 주세요.</translation>
    </message>
    <message id="dure.restore.correct">
        <translation>단어 고치기</translation>
    </message>
    <message id="dure.restore.done">
        <translation>키를 되찾았어요. 이제부터 새 비밀번호를 써 주세요.</translation>
    </message>
    <message id="dure.restore.enter">
        <translation>종이에 적어 둔 단어를 순서대로 입력해 주세요. 단어마다 앞 글자 두세 개면 충분해요.</translation>
    </message>
    <message id="dure.restore.new-pin">
        <translation>새 비밀번호 여섯 자리를 정해 주세요.</translation>
    </message>
    <message id="dure.restore.other-key">
        <translation>이 집의 키가 아닌 다른 키의 단어예요.</translation>
    </message>
    <message id="dure.restore.title">
        <translation>단어 12개로 키 되찾기</translation>
    </message>
    <message id="dure.slot.cleared">
        <translation>체결</translation>
    </message>
    <message id="dure.slot.disputed">
        <translation>이의</translation>
    </message>
    <message id="dure.slot.open">
        <translation>접수</translation>
    </message>
    <message id="dure.slot.reported">
        <translation>검침</translation>
    </message>
    <message id="dure.slot.settled">
        <translation>정산</translation>
    </message>
    <message id="dure.stage.cancelled">
        <translation>취소됨</translation>
    </message>
    <message id="dure.stage.matched">
        <translation>체결됨</translation>
    </message>
    <message id="dure.stage.metered">
        <translation>정산 대기</translation>
    </message>
    <message id="dure.stage.metering">
        <translation>검침 중</translation>
    </message>
    <message id="dure.stage.receiving">
        <translation>수전 중</translation>
    </message>
    <message id="dure.stage.sending">
        <translation>송전 중</translation>
    </message>
    <message id="dure.stage.settled">
        <translation>정산 완료</translation>
    </message>
    <message id="dure.step.matched">
        <translation>체결</translation>
    </message>
    <message id="dure.step.metered">
        <translation>검침</translation>
    </message>
    <message id="dure.step.receiving">
        <translation>수전</translation>
    </message>
    <message id="dure.step.sending">
        <translation>송전</translation>
    </message>
    <message id="dure.step.settled">
        <translation>정산</translation>
    </message>
    <message id="dure.step.submitted">
        <translation>제출</translation>
    </message>
    <message id="dure.task.applications">
        <translation>가입 승인 대기 %1세대</translation>
    </message>
    <message id="dure.task.applications-caption">
        <translation>초대코드를 확인하고 승인하거나 거절하세요</translation>
    </message>
    <message id="dure.task.caution">
        <translation>주의</translation>
    </message>
    <message id="dure.task.disputed">
        <translation>검침에 이의가 있음</translation>
    </message>
    <message id="dure.task.lost">
        <translation>%1세대 검침 끊김</translation>
    </message>
    <message id="dure.task.lost-caption">
        <translation>두 구간 동안 검침이 없습니다</translation>
    </message>
    <message id="dure.task.nodes">
        <translation>참여 승인을 기다리는 노드 %1대</translation>
    </message>
    <message id="dure.task.nodes-caption">
        <translation>새 기기 화면의 여섯 낱말과 비교하세요</translation>
    </message>
    <message id="dure.task.notice">
        <translation>안내</translation>
    </message>
    <message id="dure.task.paused">
        <translation>거래가 멈춤</translation>
    </message>
    <message id="dure.task.paused-caption">
        <translation>새 구간을 체결하지 않습니다</translation>
    </message>
    <message id="dure.task.urgent">
        <translation>긴급</translation>
    </message>
    <message id="dure.terms.coins">
        <translation>2. 코인. 1코인은 1원입니다. 구매 대금은 체결할 때 잡아 두고 정산할 때 지급합니다.</translation>
    </message>
    <message id="dure.terms.control">
        <translation>4. 제어. 프로그램은 정해 두신 범위 안에서만 인버터 출력을 제한합니다. ‘판매 중지’는 거래망 없이도 언제나 작동합니다.</translation>
    </message>
    <message id="dure.terms.data">
        <translation>3. 개인정보. 구간별 검침값, 코인, 조건은 이름과 동·호수 없이 번호로만 단지 거래망에 기록됩니다. 더 자세한 측정값은 이 월패드에만 보관합니다.</translation>
    </message>
    <message id="dure.terms.leaving">
        <translation>5. 탈퇴. 진행 중인 구간이 정산되면 언제든지 탈퇴하실 수 있습니다. 남은 코인은 관리사무소를 통해 돌려드립니다.</translation>
    </message>
    <message id="dure.terms.trade">
        <translation>1. 거래. 등록하신 조건은 구간마다 같은 규칙으로 체결됩니다. 체결된 구간은 양쪽을 구속합니다. 계약과 다른 만큼은 본인의 한전 계정으로 처리되며 위약금은 없습니다.</translation>
    </message>
    <message id="dure.trade.book-empty">
        <translation>아직 팔려는 집도 사려는 집도 없어요.</translation>
    </message>
    <message id="dure.trade.book-title">
        <translation>다음 구간 %1</translation>
    </message>
    <message id="dure.trade.buy">
        <translation>구매</translation>
    </message>
    <message id="dure.trade.cheaper">
        <translation>%1원 싸요</translation>
    </message>
    <message id="dure.trade.contracts">
        <translation>계약 보기</translation>
    </message>
    <message id="dure.trade.dearer">
        <translation>%1원 비싸요</translation>
    </message>
    <message id="dure.trade.earn-less">
        <translation>%1원 덜 받아요</translation>
    </message>
    <message id="dure.trade.earn-more">
        <translation>%1원 더 받아요</translation>
    </message>
    <message id="dure.trade.expected-price">
        <translation>예상 시세</translation>
    </message>
    <message id="dure.trade.gate-in">
        <translation>마감까지</translation>
    </message>
    <message id="dure.trade.member-denied">
        <translation>가입이 승인되지 않았어요. 관리사무소에 문의해 주세요.</translation>
    </message>
    <message id="dure.trade.member-unknown">
        <translation>가입한 집인지 확인하고 있어요.</translation>
    </message>
    <message id="dure.trade.my-purchases">
        <translation>내 구매조건</translation>
    </message>
    <message id="dure.trade.my-sales">
        <translation>내 판매조건</translation>
    </message>
    <message id="dure.trade.new-condition">
        <translation>새 조건</translation>
    </message>
    <message id="dure.trade.no-purchase">
        <translation>이웃에게서 사고 있지 않아요. 조건을 만들면 저절로 사요.</translation>
    </message>
    <message id="dure.trade.no-sale">
        <translation>팔고 있지 않아요. 조건을 만들면 남는 전기가 저절로 팔려요.</translation>
    </message>
    <message id="dure.trade.not-joined">
        <translation>단지에 가입하면 거래할 수 있어요.</translation>
    </message>
    <message id="dure.trade.not-member">
        <translation>관리자가 승인하면 거래할 수 있어요.</translation>
    </message>
    <message id="dure.trade.offered">
        <translation>팔려는 전기</translation>
    </message>
    <message id="dure.trade.places">
        <translation>%2자리 중 %1</translation>
    </message>
    <message id="dure.trade.price-next">
        <translation>다음 구간</translation>
    </message>
    <message id="dure.trade.price-now">
        <translation>지금 시세</translation>
    </message>
    <message id="dure.trade.remove">
        <translation>지우기</translation>
    </message>
    <message id="dure.trade.remove-text">
        <translation>이미 체결된 구간은 그대로 진행돼요. 다음 구간부터는 쓰이지 않아요.</translation>
    </message>
    <message id="dure.trade.remove-title">
        <translation>이 조건을 지울까요?</translation>
    </message>
    <message id="dure.trade.same-as-utility">
        <translation>한전과 같아요</translation>
    </message>
    <message id="dure.trade.sell">
        <translation>판매</translation>
    </message>
    <message id="dure.trade.utility">
        <translation>한전 %1원보다</translation>
    </message>
    <message id="dure.trade.volume-today">
        <translation>오늘 거래량</translation>
    </message>
    <message id="dure.trade.wanted">
        <translation>사려는 전기</translation>
    </message>
    <message id="dure.wizard.agree">
        <translation>약관을 읽었고 동의합니다</translation>
    </message>
    <message id="dure.wizard.approval-approved">
        <translation>가입이 끝났어요</translation>
    </message>
    <message id="dure.wizard.approval-denied">
        <translation>가입이 거절됐어요</translation>
    </message>
    <message id="dure.wizard.approval-failed">
        <translation>신청을 보내지 못했어요</translation>
    </message>
    <message id="dure.wizard.approval-ready">
        <translation>신청할 준비가 됐어요</translation>
    </message>
    <message id="dure.wizard.approval-sending">
        <translation>신청을 보내고 있어요</translation>
    </message>
    <message id="dure.wizard.approval-waiting">
        <translation>승인을 기다리고 있어요</translation>
    </message>
    <message id="dure.wizard.approve-here">
        <translation>관리소장으로 승인하기 (시뮬레이션)</translation>
    </message>
    <message id="dure.wizard.ask-office">
        <translation>관리사무소에 물어봐 주세요.</translation>
    </message>
    <message id="dure.wizard.background">
        <translation>바탕</translation>
    </message>
    <message id="dure.wizard.battery">
        <translation>배터리</translation>
    </message>
    <message id="dure.wizard.begin">
        <translation>시작하기</translation>
    </message>
    <message id="dure.wizard.block">
        <translation>블록 %1</translation>
    </message>
    <message id="dure.wizard.building">
        <translation>동</translation>
    </message>
    <message id="dure.wizard.charger">
        <translation>충전기</translation>
    </message>
    <message id="dure.wizard.count">
        <translation>%2단계 중 %1</translation>
    </message>
    <message id="dure.wizard.dark">
        <translation>어둡게</translation>
    </message>
    <message id="dure.wizard.done-approved">
        <translation>관리자 승인</translation>
    </message>
    <message id="dure.wizard.done-sent">
        <translation>신청 보냄</translation>
    </message>
    <message id="dure.wizard.done-trade">
        <translation>첫 코인과 거래</translation>
    </message>
    <message id="dure.wizard.have-words">
        <translation>적어 둔 단어 12개가 있어요</translation>
    </message>
    <message id="dure.wizard.home">
        <translation>%1동 %2호</translation>
    </message>
    <message id="dure.wizard.inverter">
        <translation>인버터</translation>
    </message>
    <message id="dure.wizard.invite">
        <translation>초대코드</translation>
    </message>
    <message id="dure.wizard.letters">
        <translation>글자 크기</translation>
    </message>
    <message id="dure.wizard.letters-large">
        <translation>크게</translation>
    </message>
    <message id="dure.wizard.letters-normal">
        <translation>보통</translation>
    </message>
    <message id="dure.wizard.light">
        <translation>밝게</translation>
    </message>
    <message id="dure.wizard.link-found">
        <translation>찾았어요</translation>
    </message>
    <message id="dure.wizard.link-searching">
        <translation>찾는 중</translation>
    </message>
    <message id="dure.wizard.link-stale">
        <translation>답이 늦어요</translation>
    </message>
    <message id="dure.wizard.link-unreachable">
        <translation>답이 없어요</translation>
    </message>
    <message id="dure.wizard.link-wrong">
        <translation>다른 기기예요</translation>
    </message>
    <message id="dure.wizard.look-around">
        <translation>사용량 보기</translation>
    </message>
    <message id="dure.wizard.meter">
        <translation>계량기</translation>
    </message>
    <message id="dure.wizard.no-building">
        <translation>동 번호를 넣어 주세요.</translation>
    </message>
    <message id="dure.wizard.no-invite">
        <translation>관리사무소에서 받은 코드를 넣어 주세요.</translation>
    </message>
    <message id="dure.wizard.no-key-store">
        <translation>키 저장소를 쓸 수 없어요. 관리사무소에 알려 주세요.</translation>
    </message>
    <message id="dure.wizard.no-unit">
        <translation>호 번호를 넣어 주세요.</translation>
    </message>
    <message id="dure.wizard.pick">
        <translation>%1번째 단어를 골라 주세요</translation>
    </message>
    <message id="dure.wizard.pick-again">
        <translation>맞지 않아요. 종이를 보고 %1번째 단어를 골라 주세요</translation>
    </message>
    <message id="dure.wizard.pin-again">
        <translation>한 번 더 눌러 주세요</translation>
    </message>
    <message id="dure.wizard.pin-busy">
        <translation>키를 저장하고 있어요…</translation>
    </message>
    <message id="dure.wizard.pin-date">
        <translation>생일처럼 보여요. 쉽게 맞힐 수 있어요.</translation>
    </message>
    <message id="dure.wizard.pin-differs">
        <translation>두 번호가 달라요. 처음부터 다시 눌러 주세요.</translation>
    </message>
    <message id="dure.wizard.pin-done">
        <translation>비밀번호로 키를 지키고 있어요.</translation>
    </message>
    <message id="dure.wizard.pin-first">
        <translation>여섯 자리를 눌러 주세요</translation>
    </message>
    <message id="dure.wizard.pin-length">
        <translation>여섯 자리예요.</translation>
    </message>
    <message id="dure.wizard.pin-not-stored">
        <translation>키를 저장하지 못했어요. 다시 시도해 주세요.</translation>
    </message>
    <message id="dure.wizard.pin-repeated">
        <translation>같은 숫자가 되풀이돼요. 이웃도 먼저 눌러 볼 번호예요.</translation>
    </message>
    <message id="dure.wizard.pin-sequence">
        <translation>숫자가 이어져요. 이웃도 먼저 눌러 볼 번호예요.</translation>
    </message>
    <message id="dure.wizard.pin-unit">
        <translation>동·호수가 들어 있어요.</translation>
    </message>
    <message id="dure.wizard.quick-busy">
        <translation>시연용 우리집을 준비하고 있어요</translation>
    </message>
    <message id="dure.wizard.quick-says">
        <translation>우리집이 거래를 시작했어요. 시연용 PIN은 %1이에요.</translation>
    </message>
    <message id="dure.wizard.quick-start">
        <translation>설정 건너뛰고 시연 시작</translation>
    </message>
    <message id="dure.wizard.searching">
        <translation>기기를 찾고 있어요…</translation>
    </message>
    <message id="dure.wizard.see-again">
        <translation>단어 다시 보기</translation>
    </message>
    <message id="dure.wizard.send-application">
        <translation>신청 보내기</translation>
    </message>
    <message id="dure.wizard.show-words">
        <translation>단어 12개 보기</translation>
    </message>
    <message id="dure.wizard.sign-advice">
        <translation>그대로 진행하세요. 설치 기사가 계량기를 확인해요. 계약은 계량기가 잰 만큼만 쳐요.</translation>
    </message>
    <message id="dure.wizard.sign-in">
        <translation>지금 %1를 받는 중이 맞나요?</translation>
    </message>
    <message id="dure.wizard.sign-out">
        <translation>지금 %1를 내보내는 중이 맞나요?</translation>
    </message>
    <message id="dure.wizard.sign-right">
        <translation>네, 맞아요</translation>
    </message>
    <message id="dure.wizard.sign-wait">
        <translation>계량기가 답하면 전기가 흐르는 방향을 물어볼게요.</translation>
    </message>
    <message id="dure.wizard.sign-wrong">
        <translation>아니요, 모르겠어요</translation>
    </message>
    <message id="dure.wizard.text-approval">
        <translation>관리사무소가 신청을 확인해요. 기다리는 동안 사용량을 볼 수 있어요.</translation>
    </message>
    <message id="dure.wizard.text-devices">
        <translation>인버터와 계량기를 찾고, 계량기가 재는 방향이 맞는지 확인해요.</translation>
    </message>
    <message id="dure.wizard.text-language">
        <translation>언어와 글자 크기를 골라 주세요. 나중에 바꿀 수 있어요.</translation>
    </message>
    <message id="dure.wizard.text-network">
        <translation>이 월패드는 우리 단지 거래망하고만 통신해요. 바깥에는 열려 있지 않아요.</translation>
    </message>
    <message id="dure.wizard.text-pin">
        <translation>여섯 자리 숫자가 돈과 거래를 지켜요. 전기는 누구나 볼 수 있어요.</translation>
    </message>
    <message id="dure.wizard.text-terms">
        <translation>끝까지 읽어 주십시오.</translation>
    </message>
    <message id="dure.wizard.text-unit">
        <translation>초대코드는 관리사무소에서 받아요. 동·호수는 거래망에 기록되지 않아요.</translation>
    </message>
    <message id="dure.wizard.text-words">
        <translation>월패드가 고장 나면 단어 12개로만 코인을 되찾을 수 있어요. 종이에 적어 두고 사진은 찍지 마세요.</translation>
    </message>
    <message id="dure.wizard.title-approval">
        <translation>관리자 승인</translation>
    </message>
    <message id="dure.wizard.title-devices">
        <translation>우리집 기기</translation>
    </message>
    <message id="dure.wizard.title-language">
        <translation>두레에 오신 것을 환영해요</translation>
    </message>
    <message id="dure.wizard.title-network">
        <translation>단지 거래망을 확인해요</translation>
    </message>
    <message id="dure.wizard.title-pin">
        <translation>비밀번호를 정해요</translation>
    </message>
    <message id="dure.wizard.title-terms">
        <translation>약관</translation>
    </message>
    <message id="dure.wizard.title-unit">
        <translation>어느 집인가요?</translation>
    </message>
    <message id="dure.wizard.title-words">
        <translation>우리집 키</translation>
    </message>
    <message id="dure.wizard.unit">
        <translation>호</translation>
    </message>
    <message id="dure.wizard.words-done">
        <translation>키를 만들었어요. 단어를 적은 종이는 안전한 곳에 두세요.</translation>
    </message>
    <message id="dure.wizard.words-ready">
        <translation>종이와 펜을 준비하고, 옆에서 보는 사람이 없는지 확인해 주세요.</translation>
    </message>
    <message id="dure.wizard.written">
        <translation>다 적었어요</translation>
    </message>
</context>
</TS>
