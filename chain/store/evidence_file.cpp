#include "chain/store/evidence_file.hpp"

#include <algorithm>
#include <array>

#include "chain/store/checksum.hpp"

namespace dure::chain {

namespace {
constexpr std::size_t kPrefixBytes = 8;
constexpr std::size_t kFrameBytes = 1'024;  ///< larger is no evidence
}  // namespace

DiskResult<EvidenceFile> EvidenceFile::open(Disk& disk) {
    auto file = disk.open("evidence", OpenMode::kCreate);
    if (!file) return Failure{std::move(file).error()};
    EvidenceFile out(*std::move(file));
    while (out.all_.size() < kMost) {
        std::array<Byte, kPrefixBytes> head{};
        auto got = out.file_->read(out.end_, head);
        if (!got || *got != head.size()) break;
        const std::size_t size = get_le32(head.data());
        if (size == 0 || size > kFrameBytes) break;
        Bytes body(size);
        got = out.file_->read(out.end_ + kPrefixBytes, body);
        if (!got || *got != size || get_le32(head.data() + 4) != crc32c(body)) break;
        auto evidence = decode_evidence(body);
        if (!evidence) break;
        out.all_.push_back(*std::move(evidence));
        out.end_ += kPrefixBytes + size;
    }
    return out;
}

DiskResult<EvidenceFile::Kept> EvidenceFile::add(const Evidence& evidence) {
    const auto of_one = std::count_if(all_.begin(), all_.end(), [&](const Evidence& known) {
        return known.author == evidence.author;
    });
    if (all_.size() >= kMost || static_cast<std::size_t>(of_one) >= kMostOfOne)
        return Kept::kEnough;
    const auto body = encode(evidence);
    Bytes frame(kPrefixBytes);
    put_le32(frame.data(), static_cast<std::uint32_t>(body.size()));
    put_le32(frame.data() + 4, crc32c(body));
    frame.insert(frame.end(), body.begin(), body.end());
    if (auto written = file_->write(end_, frame); !written)
        return Failure{std::move(written).error()};
    if (auto synced = file_->sync(); !synced) return Failure{std::move(synced).error()};
    end_ += frame.size();
    all_.push_back(evidence);
    return Kept::kYes;
}

}  // namespace dure::chain
