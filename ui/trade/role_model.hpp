// A row model whose roles are named readers of a row: nothing else to write for a list.
#pragma once

#include <QHash>
#include <QVariant>
#include <utility>
#include <vector>

#include "ui/frame/row_model.hpp"

namespace dure::ui {

template <class Row>
class RoleModel : public RowModel<Row> {
 public:
    struct Role {
        const char* name;
        QVariant (*read)(const Row&);
    };

    explicit RoleModel(std::vector<Role> roles, QObject* parent = nullptr)
        : RowModel<Row>(parent), roles_(std::move(roles)) {}

    QVariant data(const QModelIndex& index, int role) const override {
        const auto* row = this->row_at(index);
        const auto at = role - kFirstRole;
        if (row == nullptr || at < 0 || at >= static_cast<int>(roles_.size())) return {};
        return roles_[static_cast<std::size_t>(at)].read(*row);
    }

    QHash<int, QByteArray> roleNames() const override {
        QHash<int, QByteArray> names;
        for (std::size_t i = 0; i < roles_.size(); ++i)
            names.insert(kFirstRole + static_cast<int>(i), roles_[i].name);
        return names;
    }

    void assign(std::vector<Row> next) { this->sync(std::move(next)); }

 private:
    static constexpr int kFirstRole = Qt::UserRole + 1;

    std::vector<Role> roles_;
};

}  // namespace dure::ui
