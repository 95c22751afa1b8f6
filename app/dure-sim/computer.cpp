#include "computer.hpp"

namespace dure::sim {

using namespace chain;

Computer::Computer(std::size_t index, Parts parts)
    : clock(parts.now),
      index_(index),
      signer_(std::move(parts.signer)),
      senders_(parts.senders),
      random_(parts.prng) {}

std::optional<NodeError> Computer::boot(const Genesis& genesis, const NodeConfig& config) {
    halt();
    auto own = config;
    own.node_key = node_key(index_);
    auto opened = Node::open({.clock = clock,
                              .disk = disk,
                              .random = random_,
                              .signer = *signer_,
                              .senders = senders_,
                              .log = log_},
                             genesis, own);
    if (!opened) return opened.error();
    node_ = *std::move(opened);
    return std::nullopt;
}

void Computer::halt() {
    node_.reset();
    ++life_;
    inbox_.clear();
    busy_until_ = 0;
    disk_time_ = 0;
    killed_after_effects.reset();
}

std::unique_ptr<Computer::Waiting> Computer::next_waiting(Micros now) {
    if (now < busy_until_ || inbox_.empty()) return nullptr;
    auto next = std::move(inbox_.front());
    inbox_.pop_front();
    return next;
}

void Computer::arm() {
    disk.on_operation([this](const DiskOperation& operation) { return strike(operation); });
}

DiskFault Computer::strike(const DiskOperation& operation) {
    if (operation.changes() && disk.operations() >= dies_at_) {
        dies_at_ = UINT64_MAX;
        return DiskFault::kDeath;
    }
    if (slow_left_ > 0 && operation.kind == DiskOperation::Kind::kSync) {
        --slow_left_;
        disk_time_ += slow_each_;
    }
    if (failures_left_ > 0 && operation.changes()) {
        --failures_left_;
        return failing_;
    }
    return DiskFault::kNone;
}

void Computer::fail_operations(DiskError::Kind kind, std::uint64_t count) {
    failing_ = kind == DiskError::Kind::kNoSpace ? DiskFault::kNoSpace : DiskFault::kIo;
    failures_left_ = count;
    arm();
}

void Computer::slow_syncs(Micros each, std::uint64_t count) {
    slow_each_ = each;
    slow_left_ = count;
    arm();
}

void Computer::mend_disk() {
    dies_at_ = UINT64_MAX;
    failures_left_ = slow_left_ = 0;
    disk.set_capacity(std::nullopt);
}

}  // namespace dure::sim
