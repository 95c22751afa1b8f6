// Calls by name, for whoever looks into a block.
#include <gtest/gtest.h>

#include "chain/api/abi.hpp"
#include "chain/api/calls.hpp"

namespace dure::chain::api {
namespace {

using Kind = core::CallField::Kind;

Address address(Byte n) {
    Address out;
    out.bytes.fill(n);
    return out;
}
const Suite kSuite = suite_of(address(0x11));

TEST(Calls, a_transfer_tells_receiver_and_amount) {
    const auto call = describe_call(
        kSuite, kSuite.coin,
        abi::Encoder("transfer(address,uint256)").address(address(7)).word(12'340).finish());
    EXPECT_EQ(call.contract, "coin");
    EXPECT_EQ(call.call, "transfer");
    ASSERT_EQ(call.fields.size(), 2U);
    EXPECT_EQ(call.fields[0], (core::CallField{"to", Kind::kAddress, 0, address(7).bytes}));
    EXPECT_EQ(call.fields[1], (core::CallField{"amount", Kind::kAmount, 12'340, {}}));
}

TEST(Calls, a_disputed_reading_may_be_negative) {
    const auto call = describe_call(kSuite, kSuite.market,
                                    abi::Encoder("dispute(uint32,uint16,int16,bytes)")
                                        .word(99)
                                        .word(3)
                                        .word(uint256{} - uint256{120})
                                        .bytes(Bytes(65))
                                        .finish());
    EXPECT_EQ(call.call, "dispute");
    ASSERT_EQ(call.fields.size(), 3U);
    EXPECT_EQ(call.fields[0].number, 99);
    EXPECT_EQ(call.fields[2].number, -120);
}

TEST(Calls, a_selector_counts_only_at_its_own_contract) {
    const auto data = abi::Encoder("clear(uint32)").word(1).finish();
    EXPECT_EQ(describe_call(kSuite, kSuite.market, data).call, "clear");
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, data).call.empty());
    EXPECT_TRUE(describe_call(kSuite, address(9), data).contract.empty());
}

TEST(Calls, what_does_not_decode_has_no_name) {
    const auto whole =
        abi::Encoder("transfer(address,uint256)").address(address(7)).word(1).finish();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto call = describe_call(kSuite, kSuite.coin, ByteView(whole).first(size));
        EXPECT_EQ(call.contract, "coin");
        EXPECT_TRUE(call.call.empty()) << size;
        EXPECT_TRUE(call.fields.empty()) << size;
    }
    auto dirty = whole;
    dirty[4] = 1;  // above the 20 bytes of an address
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, dirty).call.empty());
    const auto huge = abi::Encoder("redeem(uint256)").word(uint256{} - uint256{1}).finish();
    EXPECT_TRUE(describe_call(kSuite, kSuite.coin, huge).call.empty());
}

}  // namespace
}  // namespace dure::chain::api
