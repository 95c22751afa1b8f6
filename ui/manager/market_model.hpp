// The manager's market monitor: the last cleared slot or the next one as a curve, what it came to,
// the prices of the past slots and the contracts by name of seat.
#pragma once

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/book_chart.hpp"
#include "ui/trade/deal.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct ContractLine {
    QString id, seller, buyer, energy, price, amount;
    QString key() const { return id; }
    friend bool operator==(const ContractLine&, const ContractLine&) = default;
};

class ContractLines : public RoleModel<ContractLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit ContractLines(QObject* parent = nullptr);
};

class MarketModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool next READ next WRITE setNext NOTIFY changed)
    Q_PROPERTY(dure::ui::BookPicture picture READ picture NOTIFY changed)
    Q_PROPERTY(bool any READ any NOTIFY changed)
    Q_PROPERTY(QString slotTime READ slotTime NOTIFY changed)
    Q_PROPERTY(QString clearedAt READ clearedAt NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity price READ price NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity volume READ volume NOTIFY changed)
    Q_PROPERTY(QString traders READ traders NOTIFY changed)
    Q_PROPERTY(QString contractCount READ contractCount NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity unsold READ unsold NOTIFY changed)
    Q_PROPERTY(dure::ui::Quantity unbought READ unbought NOTIFY changed)
    Q_PROPERTY(QString priceRange READ priceRange NOTIFY changed)
    Q_PROPERTY(QList<int> pricePoints READ pricePoints NOTIFY changed)
    Q_PROPERTY(QString pricesFrom READ pricesFrom NOTIFY changed)
    Q_PROPERTY(QString pricesTo READ pricesTo NOTIFY changed)
    Q_PROPERTY(dure::ui::ContractLines* contracts READ contracts CONSTANT)
    Q_PROPERTY(bool paused READ paused NOTIFY changed)
    Q_PROPERTY(dure::ui::deal::Sending pausing READ pausing NOTIFY changed)
    Q_PROPERTY(QString failure READ failure NOTIFY changed)

 public:
    explicit MarketModel(QObject* parent = nullptr);

    bool next() const { return next_; }
    void setNext(bool next);
    BookPicture picture() const { return picture_; }
    bool any() const { return next_ || !office().slots.empty(); }
    QString slotTime() const;
    QString clearedAt() const;
    Quantity price() const;
    Quantity volume() const;
    QString traders() const;  ///< "73 / 170", sellers and buyers
    QString contractCount() const;
    Quantity unsold() const;  ///< offered, not matched: goes to the grid
    Quantity unbought() const;
    QString priceRange() const;  ///< "140~179원" of the slots shown
    QList<int> pricePoints() const { return points_; }
    QString pricesFrom() const;
    QString pricesTo() const;
    ContractLines* contracts() { return &contracts_; }
    bool paused() const { return office().paused; }
    deal::Sending pausing() const { return pausing_; }
    QString failure() const { return failure_; }

    Q_INVOKABLE void pause(bool paused);  ///< stops or resumes trading; sent once

 protected:
    void refresh() override;

 private:
    const core::SlotResult* last() const;

    bool next_ = false;
    BookPicture picture_;
    QList<int> points_;
    ContractLines contracts_{this};
    deal::Sending pausing_ = deal::Sending::Idle;
    QString failure_;
};

/// The name of a seat at the manager's desk: alias and seat number; "seat 12" when it is unknown.
QString seat_words(const core::OfficeView&, core::Seat);

}  // namespace dure::ui
