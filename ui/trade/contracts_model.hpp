// The list of this home's contracts, newest first, by local day.
#pragma once

#include "ui/format/quantity.hpp"
#include "ui/frame/view_model.hpp"
#include "ui/trade/deal.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct ContractRow {
    qint64 id = 0;  ///< the slot and the side
    QString slot;   ///< argument of the detail page
    deal::Side side{};
    deal::Stage stage{};
    QString stage_words, day, time, partners, amount, price;
    Quantity energy;
    int delivered = 0;  ///< 0…1000
    bool running = false;
    qint64 key() const { return id; }
    friend bool operator==(const ContractRow&, const ContractRow&) = default;
};

class ContractsList : public RoleModel<ContractRow> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit ContractsList(QObject* parent = nullptr);
};

class ContractsModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::ContractsList* contracts READ contracts CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int running READ running NOTIFY changed)

 public:
    explicit ContractsModel(QObject* parent = nullptr);

    ContractsList* contracts() { return &list_; }
    int count() const { return static_cast<int>(list_.rows().size()); }
    int running() const;  ///< not settled yet

 protected:
    void refresh() override;

 private:
    ContractsList list_{this};
};

/// "103동 이웃 A 외 2곳"
QString partners_words(const core::ContractView&, std::span<const core::Neighbour>);
/// What a contract is called in an address: slot index and side.
QString contract_argument(const core::ContractView&);

}  // namespace dure::ui
