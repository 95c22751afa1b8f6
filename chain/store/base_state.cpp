#include "chain/store/base_state.hpp"

#include <algorithm>
#include <array>

#include "chain/base/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "chain/state/world_state.hpp"
#include "chain/store/checksum.hpp"
#include "chain/store/compression.hpp"

namespace dure::chain {

namespace {

constexpr const char* kBaseFile = "state.base";
constexpr const char* kBaseDraft = "state.base.new";
// part = length u32 ‖ CRC-32C u32 ‖ zstd(RLP). The first names the head, an empty list is the last.
constexpr std::size_t kPartHead = 8;
constexpr std::size_t kPartBytes = 1 << 20;  ///< about, before compression
/// Of one account in one item; a large contract comes in several.
constexpr std::size_t kSlotsAnItem = 4'096;
constexpr std::uint32_t kMostPartBytes = 64U << 20;

void append_account(rlp::Encoder& out, const AccountChange& change,
                    std::span<const StorageChange> slots) {
    out.list([&](rlp::Encoder& e) {
        e.string(change.address)
            .integer(change.account.nonce)
            .integer(change.account.balance)
            .string(change.account.code_hash);
        e.list([&](rlp::Encoder& list) {
            for (const auto& [key, value] : slots) list.integer(key).integer(value);
        });
    });
}

AccountChange read_account(rlp::Reader& in) {
    AccountChange change;
    in.list([&](rlp::Reader& r) {
        change.address = r.fixed<Address>();
        change.account.nonce = r.integer64();
        change.account.balance = r.integer256();
        change.account.code_hash = r.fixed<Hash256>();
        r.list([&](rlp::Reader& list) {
            while (list.more()) {
                const auto key = list.integer256();
                change.storage.push_back({.key = key, .value = list.integer256()});
            }
        });
    });
    return change;
}

class PartWriter {
 public:
    explicit PartWriter(DiskFile& file) : file_(file) {}

    DiskResult<Done> write(ByteView items) {
        const auto packed = compress(rlp::Encoder().list([&](auto& e) { e.raw(items); }).bytes());
        if (!packed) return Failure{DiskError{DiskError::Kind::kIo, "no memory to compress"}};
        Bytes part(kPartHead);
        put_le32(part.data(), static_cast<std::uint32_t>(packed->size()));
        put_le32(part.data() + 4, crc32c(*packed));
        part.insert(part.end(), packed->begin(), packed->end());
        auto written = file_.write(at_, part);
        at_ += part.size();
        return written;
    }
    /// Gathers items to parts of a size.
    DiskResult<Done> add(ByteView item) {
        waiting_.insert(waiting_.end(), item.begin(), item.end());
        return waiting_.size() < kPartBytes ? DiskResult<Done>{Done{}} : flush();
    }
    DiskResult<Done> flush() {
        if (waiting_.empty()) return Done{};
        auto written = write(waiting_);
        waiting_.clear();
        return written;
    }

 private:
    DiskFile& file_;
    std::uint64_t at_ = 0;
    Bytes waiting_;
};

DiskResult<Done> write_parts(DiskFile& file, const StateSnapshot& snapshot) {
    PartWriter out(file);
    rlp::Encoder head;
    head.string(snapshot.genesis_hash)
        .string(encode(snapshot.head))
        .integer(snapshot.log_end.segment)
        .integer(snapshot.log_end.offset);
    if (auto written = out.write(head.bytes()); !written) return written;
    for (const auto& code : snapshot.state.new_code) {
        const auto item = rlp::Encoder().string(code.code->view()).take();
        if (auto added = out.add(item); !added) return added;
    }
    for (const auto& change : snapshot.state.accounts) {
        auto slots = std::span{change.storage};
        do {
            const auto some = slots.first(std::min(slots.size(), kSlotsAnItem));
            slots = slots.subspan(some.size());
            rlp::Encoder item;
            append_account(item, change, some);
            if (auto added = out.add(item.bytes()); !added) return added;
        } while (!slots.empty());
    }
    if (auto flushed = out.flush(); !flushed) return flushed;
    return out.write({});
}

std::optional<Bytes> read_part(const DiskFile& file, std::uint64_t& at) {
    std::array<Byte, kPartHead> head{};
    const auto got = file.read(at, head);
    if (!got || *got != head.size()) return std::nullopt;
    const auto size = get_le32(head.data());
    if (size > kMostPartBytes) return std::nullopt;
    Bytes packed(size);
    const auto body = file.read(at + kPartHead, packed);
    if (!body || *body != size || get_le32(head.data() + 4) != crc32c(packed)) return std::nullopt;
    at += kPartHead + size;
    return decompress(packed);
}

bool read_head(StateSnapshot& out, ByteView part) {
    return !rlp::decode(part, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& r) {
            out.genesis_hash = r.fixed<Hash256>();
            auto header = decode_header(r.string());
            if (!header) return r.fail(rlp::Error::unexpected_length);
            out.head = *std::move(header);
            out.log_end.segment = static_cast<std::uint32_t>(r.integer64());
            out.log_end.offset = static_cast<std::uint32_t>(r.integer64());
        });
    });
}

/// Items of accounts are lists, those of code strings.
bool read_items(StateDiff& state, ByteView part, bool& is_last) {
    return !rlp::decode(part, [&](rlp::Reader& in) {
        in.list([&](rlp::Reader& items) {
            is_last = !items.more();
            while (items.more()) {
                if (!items.at_list()) {
                    const auto code = items.string();
                    state.new_code.push_back(
                        {.hash = keccak256(code), .code = std::make_shared<Code>(code)});
                    continue;
                }
                auto change = read_account(items);
                auto* last = state.accounts.empty() ? nullptr : &state.accounts.back();
                if (last == nullptr || last->address != change.address) {
                    state.accounts.push_back(std::move(change));
                } else {
                    last->storage.insert(last->storage.end(), change.storage.begin(),
                                         change.storage.end());
                }
            }
        });
    });
}

}  // namespace

DiskResult<Done> write_base_state(Disk& disk, const StateSnapshot& snapshot) {
    auto file = disk.open(kBaseDraft, OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    if (auto cut = (*file)->truncate(0); !cut) return cut;
    if (auto written = write_parts(**file, snapshot); !written) return written;
    if (auto synced = (*file)->sync(); !synced) return synced;
    file->reset();
    if (auto renamed = disk.rename(kBaseDraft, kBaseFile); !renamed) return renamed;
    return disk.sync_directory();
}

DiskResult<std::optional<StateSnapshot>> read_base_state(Disk& disk) {
    auto file = disk.open(kBaseFile, OpenMode::kExisting);
    if (!file) {
        if (file.error().kind == DiskError::Kind::kNotFound) return std::optional<StateSnapshot>{};
        return Failure{std::move(file).error()};
    }
    StateSnapshot out;
    std::uint64_t at = 0;
    auto part = read_part(**file, at);
    if (!part || !read_head(out, *part)) return std::optional<StateSnapshot>{};
    for (bool is_last = false; !is_last;) {
        part = read_part(**file, at);
        if (!part || !read_items(out.state, *part, is_last)) return std::optional<StateSnapshot>{};
    }
    // The root covers the hashes of code; the code itself must be there, too.
    std::ranges::sort(out.state.new_code, {}, &NewCode::hash);
    for (const auto& change : out.state.accounts) {
        const auto& hash = change.account.code_hash;
        if (hash != kEmptyCodeHash &&
            !std::ranges::binary_search(out.state.new_code, hash, {}, &NewCode::hash))
            return std::optional<StateSnapshot>{};
    }
    WorldState world;
    world.apply(out.state);
    if (world.root() != out.head.state_root) return std::optional<StateSnapshot>{};
    return std::optional{std::move(out)};
}

}  // namespace dure::chain
