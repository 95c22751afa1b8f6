// The 2,048-bit filter of log addresses and topics in receipts and headers. Yellow Paper 4.3.1.
#pragma once

#include "chain/base/types.hpp"

namespace dure::chain {

using Bloom = FixedBytes<256, struct BloomTag>;

/// `bloom` with the entry's three bits set.
void add_to(Bloom& bloom, ByteView entry);
void merge_into(Bloom& bloom, const Bloom& other);
/// False: certainly not there.
bool may_contain(const Bloom&, ByteView entry);

}  // namespace dure::chain
