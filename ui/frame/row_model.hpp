// A list model that changes only what changed: rows have a key and equality; `sync` turns the
// present rows into the next ones by removes, moves, inserts and dataChanged, so lists keep their
// place.
#pragma once

#include <QAbstractListModel>
#include <algorithm>
#include <vector>

namespace dure::ui {

/// Row needs operator== and a member `key()` that is comparable and unique in the list.
template <class Row>
class RowModel : public QAbstractListModel {
 public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }
    const std::vector<Row>& rows() const { return rows_; }

 protected:
    const Row* row_at(const QModelIndex& index) const {
        const bool inside = index.isValid() && index.row() >= 0 && index.row() < rowCount();
        return inside ? &rows_[static_cast<std::size_t>(index.row())] : nullptr;
    }

    void sync(std::vector<Row> next) {
        for (int i = rowCount() - 1; i >= 0; --i) {
            if (find(next, at(i).key(), 0) >= 0) continue;
            beginRemoveRows({}, i, i);
            rows_.erase(rows_.begin() + i);
            endRemoveRows();
        }
        for (int i = 0; i < static_cast<int>(next.size()); ++i) {
            auto& wanted = next[static_cast<std::size_t>(i)];
            const int present = find(rows_, wanted.key(), i);
            if (present < 0) {
                beginInsertRows({}, i, i);
                rows_.insert(rows_.begin() + i, wanted);
                endInsertRows();
                continue;
            }
            if (present > i) {
                beginMoveRows({}, present, present, {}, i);
                std::rotate(rows_.begin() + i, rows_.begin() + present,
                            rows_.begin() + present + 1);
                endMoveRows();
            }
            if (at(i) == wanted) continue;
            rows_[static_cast<std::size_t>(i)] = std::move(wanted);
            Q_EMIT dataChanged(index(i), index(i));
        }
    }

 private:
    const Row& at(int i) const { return rows_[static_cast<std::size_t>(i)]; }

    template <class Key>
    static int find(const std::vector<Row>& rows, const Key& key, int from) {
        for (std::size_t i = static_cast<std::size_t>(from); i < rows.size(); ++i)
            if (rows[i].key() == key) return static_cast<int>(i);
        return -1;
    }

    std::vector<Row> rows_;
};

}  // namespace dure::ui
