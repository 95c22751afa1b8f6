// The newest blocks of the chain.
#pragma once

#include "ui/frame/view_model.hpp"
#include "ui/trade/role_model.hpp"

namespace dure::ui {

struct BlockLine {
    qint64 id = 0;  ///< height
    QString height, time, age, transactions, gas, hash, full_hash;
    int share = 0;  ///< of the fullest block's transactions, 0…1000
    qint64 key() const { return id; }
    friend bool operator==(const BlockLine&, const BlockLine&) = default;
};

class BlockLines : public RoleModel<BlockLine> {
    Q_OBJECT
    QML_ANONYMOUS

 public:
    explicit BlockLines(QObject* parent = nullptr);
};

class BlocksModel : public dure::ui::ViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(dure::ui::BlockLines* blocks READ blocks CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString height READ height NOTIFY changed)
    Q_PROPERTY(QString chainId READ chainId NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString age READ age NOTIFY changed)

 public:
    explicit BlocksModel(QObject* parent = nullptr);

    BlockLines* blocks() { return &lines_; }
    int count() const { return static_cast<int>(lines_.rows().size()); }
    QString height() const;
    QString chainId() const;
    QString state() const;
    QString age() const;
    Q_INVOKABLE void copy(const QString& text) const;

 protected:
    void refresh() override;

 private:
    BlockLines lines_{this};
};

}  // namespace dure::ui
