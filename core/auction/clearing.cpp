#include "core/auction/clearing.hpp"

#include <algorithm>
#include <utility>

namespace dure::core {
namespace {

constexpr std::size_t kTicks = 256;
constexpr std::size_t kContractBytes = 7;

struct Crossing {
    std::size_t lo = 0, hi = 0;
    std::uint64_t sold_below = 0;    ///< S(lo − 1)
    std::uint64_t bought_above = 0;  ///< D(lo + 1)
    std::uint64_t volume = 0;
};

Crossing find_crossing(const std::array<std::uint64_t, kTicks>& supply,
                       const std::array<std::uint64_t, kTicks>& demand) {
    std::uint64_t wanted = 0;
    for (const auto wh : demand) wanted += wh;

    Crossing found;
    bool crossed = false;
    std::uint64_t below = 0;  // S(t − 1)
    for (std::size_t t = 0; t < kTicks; ++t) {
        if (below <= wanted) found.hi = t;  // wanted = D(t)
        const auto offered = below + supply[t];
        const auto above = wanted - demand[t];
        if (!crossed && offered >= above) {
            crossed = true;
            found.lo = t;
            found.sold_below = below;
            found.bought_above = above;
            found.volume = std::min(offered, wanted);
        }
        below = offered;
        wanted = above;
    }
    return found;
}

/// Shares `left` Wh among orders of `total` Wh, each within 1 Wh of its exact share; the parts sum
/// to `left` because every order takes the difference of two floors of one running sum.
class Margin {
 public:
    Margin(std::uint64_t left, std::uint64_t total) : left_(left), total_(total) {}

    std::uint32_t take(std::uint32_t wh) {
        placed_ += wh;
        const auto until_here = share_of(placed_);
        return static_cast<std::uint32_t>(until_here - std::exchange(given_, until_here));
    }

 private:
    std::uint64_t share_of(std::uint64_t placed) const {
        constexpr std::uint64_t kSafe = 1ULL << 32;  // products below fit 64 bits
        if (total_ < kSafe) return placed * left_ / total_;
        return static_cast<std::uint64_t>(static_cast<unsigned __int128>(placed) * left_ / total_);
    }

    std::uint64_t left_, total_, placed_ = 0, given_ = 0;
};

struct Curves {
    std::array<std::uint64_t, kTicks> supply{}, demand{};
};

Curves curves_of(std::span<const Order> orders) {
    Curves curves;
    for (const auto& order : orders) {
        auto& side = order.side == Side::kSell ? curves.supply : curves.demand;
        side[order.limit.value] += order.wh;
    }
    return curves;
}

}  // namespace

Book book_of(std::span<const Order> orders) {
    Book book;
    for (const auto& order : orders) {
        auto& side = order.side == Side::kSell ? book.supply : book.demand;
        side[order.limit.value] += order.wh;
    }
    return book;
}

Clearing clear(std::span<const Order> orders, Slot slot, std::uint32_t seats) {
    const auto curves = curves_of(orders);
    const auto crossing = find_crossing(curves.supply, curves.demand);
    const auto lo = crossing.lo;

    Clearing out{.price = Tick{static_cast<std::uint8_t>((lo + crossing.hi) / 2)},
                 .lo = Tick{static_cast<std::uint8_t>(lo)},
                 .hi = Tick{static_cast<std::uint8_t>(crossing.hi)},
                 .volume = Wh{static_cast<std::int64_t>(crossing.volume)},
                 .fills = std::vector<std::uint32_t>(orders.size())};
    if (orders.empty()) return out;
    ensure(orders.back().seat < seats, "an order's seat is one of the community's seats");

    Margin asks{crossing.volume - crossing.sold_below, curves.supply[lo]};
    Margin bids{crossing.volume - crossing.bought_above, curves.demand[lo]};
    const auto fill_range = [&](std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) {
            const auto& order = orders[i];
            const auto sells = order.side == Side::kSell;
            ensure(i == 0 || orders[i - 1].seat <= order.seat, "orders come in seat order");
            if (order.limit.value == lo) {
                if (order.wh != 0) out.fills[i] = sells ? asks.take(order.wh) : bids.take(order.wh);
            } else if (sells == (order.limit.value < lo)) {
                out.fills[i] = order.wh;
            }
        }
    };
    const auto first_seat = slot.index % seats;
    const auto first = static_cast<std::size_t>(
        std::ranges::lower_bound(orders, first_seat, {}, [](const Order& o) { return o.seat; }) -
        orders.begin());
    fill_range(first, orders.size());
    fill_range(0, first);
    return out;
}

std::vector<Contract> match(std::span<const Order> orders, const Clearing& clearing, Slot slot) {
    struct Share {
        Seat seat;
        std::uint64_t wh;
    };
    std::vector<Share> sellers, buyers;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        if (clearing.fills[i] == 0) continue;
        auto& side = orders[i].side == Side::kSell ? sellers : buyers;
        if (side.empty() || side.back().seat != orders[i].seat) side.push_back({orders[i].seat, 0});
        side.back().wh += clearing.fills[i];
    }
    std::vector<Contract> list;
    list.reserve(sellers.size() + buyers.size());
    for (std::size_t s = 0, b = 0; s < sellers.size() && b < buyers.size();) {
        const auto wh = std::min(sellers[s].wh, buyers[b].wh);
        list.push_back({.slot = slot,
                        .seller = sellers[s].seat,
                        .buyer = buyers[b].seat,
                        .wh = Wh{static_cast<std::int64_t>(wh)},
                        .price = clearing.price});
        if ((sellers[s].wh -= wh) == 0) ++s;
        if ((buyers[b].wh -= wh) == 0) ++b;
    }
    return list;
}

std::vector<std::uint8_t> encode_contracts(std::span<const Contract> contracts) {
    std::vector<std::uint8_t> out;
    out.reserve(contracts.size() * kContractBytes);
    const auto put = [&out](std::uint64_t value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    };
    for (const auto& contract : contracts) {
        put(contract.seller, 2);
        put(contract.buyer, 2);
        put(static_cast<std::uint64_t>(contract.wh.value), 3);
    }
    return out;
}

std::vector<Contract> decode_contracts(std::span<const std::uint8_t> list, Slot slot, Tick price) {
    std::vector<Contract> out;
    out.reserve(list.size() / kContractBytes);
    for (; list.size() >= kContractBytes; list = list.subspan(kContractBytes)) {
        out.push_back({.slot = slot,
                       .seller = static_cast<Seat>(list[0] << 8 | list[1]),
                       .buyer = static_cast<Seat>(list[2] << 8 | list[3]),
                       .wh = Wh{std::int64_t{list[4]} << 16 | list[5] << 8 | list[6]},
                       .price = price});
    }
    return out;
}

}  // namespace dure::core
