// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.8.30;

/// The public face of a community's contracts: what members, screens and the contracts themselves may ask.
/// Each contract knows the others by immutable address, so no role can put itself in their place.

/// Times of a slot; it begins at index × slotSeconds.
struct Rules {
    uint32 slotSeconds;
    uint32 gateSeconds; // the gate closes this long before the slot begins
    uint32 readingSeconds; // readings are posted within this time after the slot
    uint32 disputeSeconds; // and may be disputed this long after that
}

interface IRegistry {
    enum State {
        None,
        Applied,
        Approved,
        Denied,
        Left
    }
    enum Kind {
        Home,
        CommonArea,
        Building,
        Business,
        Charger,
        ExternalSeller,
        Community
    }

    struct Member {
        State state;
        Kind kind;
        uint16 seat;
        uint16 feeder;
        uint32 ratedWatts;
        uint40 since;
        bool granted;
        address meterKey;
        address agentKey;
        bytes32 unitCommitment; // salted hash of building and unit; the number itself is never on chain
    }

    struct Application {
        Kind kind;
        uint16 feeder;
        uint32 ratedWatts;
        address meterKey;
        address agentKey; // zero: no automation
        bytes32 unitCommitment;
    }

    event Applied(address indexed owner, Kind kind, uint16 feeder, uint32 ratedWatts, bytes32 unitCommitment);
    event Approved(address indexed owner, uint16 indexed seat);
    event Denied(address indexed owner);
    event Left(address indexed owner, uint16 indexed seat);
    event AgentChanged(address indexed owner, address agentKey);
    event SignUpGrantChanged(uint64 amount);

    error NotMember();
    error AlreadyMember();
    error NotApplied();
    error BadKey();
    error MeterTaken();
    error AgentTaken();
    error CommunityFull();

    /// Asks for a seat. Who was denied or has left may ask again.
    function apply_(Application calldata application) external;
    /// Ends trading at once. What is cleared is still delivered and settled with this owner's coin.
    function leave() external;
    /// The owner replaces or, with zero, revokes the automation's key.
    function setAgent(address agentKey) external;
    function approve(address owner) external;
    function deny(address owner) external;
    function setSignUpGrant(uint64 amount) external;

    function member(address owner) external view returns (Member memory);
    /// Everybody who ever applied, in that order.
    function members(uint256 first, uint256 most) external view returns (address[] memory owners, Member[] memory list);
    /// Seat of an approved member; reverts NotMember.
    function seatOf(address owner) external view returns (uint16);
    /// The key whose signature proves a reading of this seat; zero when the seat is empty.
    function meterOf(uint16 seat) external view returns (address);
    function seats() external view returns (uint16);
}

interface ICoin {
    event Granted(address indexed to, uint256 amount);
    event Deposited(address indexed to, uint256 amount);
    event Redeemed(address indexed from, uint256 amount);

    error NoCoin(uint256 free, uint256 wanted);
    error SupplyLimit();
    error NotAllowed();
    error Unbalanced();

    /// Treasury: won was paid in.
    function deposit(address to, uint256 amount) external;
    /// The holder gives coin back for won.
    function redeem(uint256 amount) external;
    /// The part of the balance that is escrowed for unsettled contracts.
    function lockedOf(address holder) external view returns (uint256);
    /// Balances of seats 0 … 4 × count − 1, four 64-bit lanes a word, first seat in the low bits.
    function lanes(uint256 count) external view returns (uint256[] memory);
    function seatPlusOne(address owner) external view returns (uint256);
    function ownerOfSeat(uint16 seat) external view returns (address);

    // by the Registry
    function assignSeat(uint16 seat, address owner) external;
    function grant(address to, uint256 amount) external;
    // by the Market: four signed 64-bit lanes a word, in seat order, summing to zero
    function settle(uint256[] calldata deltas) external;
}

interface IAgentPolicy {
    struct Policy {
        uint64 coinPerSlot; // milli-won, all buys that may meet in one slot
        uint64 coinPerDay; // milli-won, a local day
        uint8 minSell; // tick
        uint8 maxBuy; // tick
        uint40 until; // time; at most 30 days ahead when set
    }

    event PolicySet(uint16 indexed seat, Policy policy);

    error NotAllowed();
    error AgentExpired();
    error AgentBand();
    error AgentSlotCap(uint256 wanted, uint256 allowed);
    error AgentDayCap(uint256 wanted, uint256 allowed);
    error TooLong();

    /// The owner's own decision, and also the renewal.
    function set(Policy calldata policy) external;
    function policyOf(uint16 seat) external view returns (Policy memory);

    // by the Registry and the Market
    function start(uint16 seat) external;
    function charge(uint16 seat, uint256 formerWord, uint256 word, uint32 slotSeconds) external;
}

interface IMarket {
    enum Stage {
        Open,
        Cleared,
        Reported,
        Disputed,
        Settled
    }

    struct SlotInfo {
        uint32 slot;
        Stage stage;
        uint8 price;
        uint16 seats; // when cleared
        uint24 contracts;
        uint40 volume; // Wh
        uint40 start;
        uint40 end;
        uint16 reported; // seats with a posted reading, from seat 0 on
        uint40 readingsDue;
        uint40 settlesFrom;
        uint40 graceEnds; // after it a slot settles even without readings
        uint32 clearedBlock;
        uint32 reportedBlock;
        uint32 settledBlock;
        bytes32 contractsHash;
    }

    event ConditionsSet(uint16 indexed seat, uint256 word, address by);
    /// `contracts`: 7 bytes each: seller u16, buyer u16, Wh u24.
    event Cleared(uint32 indexed slot, uint8 price, uint40 volume, bytes contracts);
    /// `lanes`: net Wh, sixteen int16 lanes a word from seat `firstSeat` on, + export, 0x8000 = missing.
    event Delivered(uint32 indexed slot, uint16 firstSeat, bytes32[] lanes);
    event Disputed(uint32 indexed slot, uint16 indexed seat, int16 posted, int16 signed);
    /// `seats`: 6 bytes a seat: contracted int24 (+ sold), metered int16 (+ exported), flags (1 = estimated).
    event Settled(uint32 indexed slot, uint8 price, bytes seats);
    event RulesScheduled(Rules rules, uint40 from);
    event ForecastSet(uint32 indexed day, uint256[3] percents);

    error NotMember();
    error NotAllowed();
    error GateOpen(uint256 closes);
    error GateClosed(uint256 began);
    error AlreadyCleared();
    error NotCleared();
    error TooManyOpenSlots();
    error TooEarly(uint256 from);
    error NotReported();
    error AlreadyReported();
    error BadLanes();
    error DisputeClosed();
    error AlreadyDisputed();
    error BadSignature();
    error AlreadySettled();

    /// Replaces all four conditions of the caller's seat; by the owner, or by the agent inside its limits.
    function setConditions(uint256 word) external;
    /// Anybody, from the slot's gate until it begins.
    function clear(uint32 slot) external;
    /// Posts readings from seat `firstSeat` on (a multiple of 256, where the last post ended), sixteen int16
    /// net Wh a word, first seat in the low bits, + export. 0x8000 = missing: the last good value stands in.
    function deliver(uint32 slot, uint16 firstSeat, bytes32[] calldata lanes) external;
    /// Puts a seat's own signed reading in place of what was posted; once a slot and seat.
    function dispute(uint32 slot, uint16 seat, int16 netWh, bytes calldata signature) external;
    /// Pays the contracts of a slot: exactly Wh × price from every buyer to every seller. Readings that never
    /// came are replaced by the last good ones after a second reading and dispute time.
    function settle(uint32 slot) external;

    /// Percent of normal for each local quarter of `day` (days since 1970 in Asia/Seoul): value + 1 in
    /// 32 bytes a word, first quarter in the low byte; 0 = not forecast, which counts as 100.
    function setForecast(uint32 day, uint256[3] calldata percents) external;
    /// New times from a local midnight on, at least two hours ahead; nothing cleared before is touched.
    function scheduleRules(Rules calldata rules, uint40 from) external;
    function pause() external;
    function unpause() external;

    function rules() external view returns (Rules memory);
    function seatCount() external view returns (uint16);
    function conditions(uint16 seat) external view returns (uint256);
    /// Words of conditions from a seat on, as stored: with stamps.
    function conditionWords(uint16 first, uint16 count) external view returns (uint256[] memory);
    function forecastPercent(uint256 start) external view returns (uint256);
    /// All zero when the slot is not in the ring.
    function slotInfo(uint32 slot) external view returns (SlotInfo memory);
    /// Net Wh of every seat in a slot that is still in the ring: + sold, − bought.
    function seatFills(uint32 slot) external view returns (int24[] memory);
    /// One seat's part of a slot that is still in the ring. `metered` means nothing while `known` is false.
    function seatResult(uint32 slot, uint16 seat)
        external
        view
        returns (int24 contracted, int16 metered, bool known, bool estimated, int256 coins);
    /// What a meter signs: EIP-712.
    function readingDigest(uint32 slot, uint16 seat, int16 netWh) external view returns (bytes32);
    /// milli-won escrowed for cleared slots that are not settled.
    function lockedOf(uint16 seat) external view returns (uint256);
    /// A time before the oldest clear that is not settled; the maximum when all are.
    function openSince() external view returns (uint256);

    // by the Registry
    function assignSeat(uint16 seat, address owner, address agent) external;
    function retireSeat(uint16 seat, address owner, address agent) external;
    function replaceAgent(uint16 seat, address former, address agent) external;
}
