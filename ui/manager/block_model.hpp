// One block opened: who sealed it and what its transactions ask, in words. Found by height, by the
// hash of a block or by the hash of a transaction.
#pragma once

#include <optional>

#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct TransactionLine {
    int id = 0;
    QString call, fields, contract, from, gas, hash, full_hash;
    bool succeeded = true;
    bool asked = false;  ///< the one that was searched for
    int key() const { return id; }
    friend bool operator==(const TransactionLine&, const TransactionLine&) = default;
};

class TransactionLines : public RoleModel<TransactionLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit TransactionLines(QObject* parent = nullptr);
};

class BlockModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    /// A height, or 32 bytes of hex; "newest".
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY changed)
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(dure::ui::TransactionLines* transactions READ transactions CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString height READ height NOTIFY changed)
    Q_PROPERTY(QString time READ time NOTIFY changed)
    Q_PROPERTY(QString hash READ hash NOTIFY changed)
    Q_PROPERTY(QString fullHash READ fullHash NOTIFY changed)
    Q_PROPERTY(QString proposer READ proposer NOTIFY changed)
    Q_PROPERTY(QString seals READ seals NOTIFY changed)
    Q_PROPERTY(QString round READ round NOTIFY changed)
    Q_PROPERTY(QString gas READ gas NOTIFY changed)
    Q_PROPERTY(QString stateRoot READ stateRoot NOTIFY changed)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY changed)
    Q_PROPERTY(bool hasPrevious READ hasPrevious NOTIFY changed)

 public:
    enum class State { Empty, Searching, Found, Nowhere };
    Q_ENUM(State)

    explicit BlockModel(QObject* parent = nullptr) : ViewModel(Follows::kOffice, parent) {}

    QString query() const { return query_; }
    void setQuery(const QString& query);
    State state() const { return state_; }
    TransactionLines* transactions() { return &lines_; }
    int count() const { return static_cast<int>(lines_.rows().size()); }
    QString height() const;
    QString time() const;
    QString hash() const;
    QString fullHash() const;
    QString proposer() const;
    QString seals() const;
    QString round() const;  ///< empty in round 0, which needs no words
    QString gas() const;
    QString stateRoot() const;
    bool hasNext() const;
    bool hasPrevious() const { return found_ && found_->row.head.height > 0; }
    Q_INVOKABLE void step(int by);
    Q_INVOKABLE void copy(const QString& text) const;
    /// Whether a text could be a block's or a transaction's: so a search field can say so.
    Q_INVOKABLE bool understands(const QString& query) const;

 private:
    std::optional<core::BlockQuery> parsed(const QString& query) const;
    void take(const std::optional<core::FoundBlock>& found);

    QString query_;
    State state_ = State::Empty;
    std::optional<core::BlockDetail> found_;
    TransactionLines lines_{this};
};

}  // namespace dure::ui
