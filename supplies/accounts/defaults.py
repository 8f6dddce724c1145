"""What a new store begins with: which roles are kept apart and why, and when sign-in waits; both may be changed."""

from supplies.accounts.actions import RolePair
from supplies.models.accounts import Role

ATTEMPTS, LOCK_MINUTES = 5, 15

_ACCOUNTING = "《中华人民共和国会计法》第二十五条"
_PROCUREMENT = "《中华人民共和国政府采购法》第六十一条"
_AUDIT = "《审计署关于内部审计工作的规定》"

ROLES_APART = (
    RolePair(Role.KEEPER, Role.FINANCE, f"{_ACCOUNTING}：财物保管与记账相互分离"),
    RolePair(Role.KEEPER, Role.REVIEWER, f"{_ACCOUNTING}：经办与复核相互分离"),
    RolePair(Role.KEEPER, Role.SECTION_HEAD, f"{_ACCOUNTING}：财物保管与审批相互分离"),
    RolePair(Role.FINANCE, Role.SECTION_HEAD, f"{_ACCOUNTING}：记账与审批相互分离"),
    RolePair(Role.BUYER, Role.FINANCE, f"{_ACCOUNTING}：经办与记账相互分离"),
    RolePair(Role.BUYER, Role.SECTION_HEAD, f"{_ACCOUNTING}：经办与审批相互分离"),
    RolePair(Role.BUYER, Role.KEEPER, f"{_PROCUREMENT}：采购经办与验收相互分离"),
    RolePair(Role.BUYER, Role.REVIEWER, f"{_PROCUREMENT}：采购经办与合同审核、验收相互分离"),
    *(
        RolePair(Role.AUDITOR, role, f"{_AUDIT}：审计人员不参与所审计的业务")
        for role in (Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD, Role.FINANCE, Role.BUYER)
    ),
)
