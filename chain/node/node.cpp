// The machine: transactions, timers and messages in; what is to be done out.
#include "chain/node/node.hpp"

#include "chain/node/node_peers.hpp"

namespace dure::chain {

std::vector<Effect> Node::on_event(const Event& event) {
    if (const auto* received = std::get_if<TransactionReceived>(&event)) {
        static_cast<void>(submit(received->raw));
    } else if (const auto* fired = std::get_if<TimerFired>(&event)) {
        switch (fired->timer) {
            case NodeTimer::kFlush:
                flush();
                prune();
                effects_.emplace_back(
                    SetTimer{.timer = NodeTimer::kFlush,
                             .at_ms = env_.clock.steady_ms() + config_.store.flush_ms});
                break;
            case NodeTimer::kBlock:
                block_time();
                break;
            case NodeTimer::kRound:
                round_time();
                break;
            case NodeTimer::kPeers:
                peers_->tick();
                break;
            case NodeTimer::kRoom:
                look_for_room();
                break;
        }
    } else if (const auto* connected = std::get_if<PeerConnected>(&event)) {
        peers_->connected(connected->peer, connected->key);
    } else if (const auto* gone = std::get_if<PeerDisconnected>(&event)) {
        peers_->disconnected(gone->peer);
    } else if (const auto* received_frame = std::get_if<FrameReceived>(&event)) {
        peers_->frame(received_frame->peer, received_frame->frame);
    }
    return take_effects();
}

std::vector<Effect> Node::take_effects() {
    peers_->settle();
    return std::exchange(effects_, {});
}

SyncStatus Node::sync_status() const { return peers_->status(); }

std::vector<PeerView> Node::peers() const { return peers_->view(); }

Result<LetterSubject, LetterFault> Node::send_letter(Bytes letter) {
    return peers_->take_letter(std::move(letter));
}

const LetterBox& Node::letters() const { return peers_->letters(); }

void Node::flush() {
    if (stopped_) return;
    if (const auto flushed = store_->flush(); !flushed) stop(flushed.error().what);
}

void Node::stop(const std::string& reason) {
    if (stopped_) return;
    stopped_ = Stopped{reason};
    effects_.emplace_back(*stopped_);
    env_.log.write(LogLevel::kError, reason);
}

Subscription Node::on_block(std::function<void(const BlockRecord&)> callback) {
    return block_listeners_.add(std::move(callback));
}

Subscription Node::on_letter(std::function<void(const Letter&)> callback) {
    return letter_listeners_.add(std::move(callback));
}

Subscription Node::on_evidence(std::function<void(const Evidence&)> callback) {
    return evidence_listeners_.add(std::move(callback));
}

Subscription Node::on_transaction(std::function<void(const PooledTransaction&)> callback) {
    return transaction_listeners_.add(std::move(callback));
}

}  // namespace dure::chain
