"""Warm kernels: ordinary IPython kernels that are forked from a process in which the heavy libraries are imported.

A kernel that imports pandas, seaborn and statsmodels by itself spends some three seconds before its first cell. Here
one process, the warm parent, imports them once; each kernel is a fork of it, with its own process, namespace, working
folder and environment. Knows nothing of provinces: any kernelspec may name the provisioner ``warm-provisioner``.
"""
